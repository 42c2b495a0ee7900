// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.door;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a person sees who opens the bare address; every other unknown path is a problem document. */
final class LandingPage extends HttpServlet {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Lectern</title>
            <style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}</style>
            <h1>Lectern</h1>
            <p>The backend of a reading app is running here.</p>
            <ul>
            <li><a href="/docs">The API</a>, and its <a href="/openapi.json">description</a></li>
            <li><a href="/actuator/health">Health</a></li>
            </ul>
            <p>On this machine, <code>./lectern add BOOK.epub</code> puts a book into the library.</p>
            """;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getRequestURI().equals("/")) {
            Problem.write(response, 404, "not-found", "There is nothing at this address. The API is described at /docs.");
        } else if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            response.setContentType("text/html;charset=UTF-8");
            response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
            response.getWriter().write(PAGE);
        } else {
            response.setHeader("Allow", "GET, HEAD");
            Problem.write(response, 405, "method-not-allowed", "This page can only be read.");
        }
    }
}
