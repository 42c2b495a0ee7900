package dev.lectern.command.epub;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Takes from a style sheet what calls out of the book or was once executed: addresses that lead outside, {@code expression()},
 * {@code behavior}, {@code -moz-binding}. Everything else stays as it is, but nothing that could end a {@code style} element.
 *
 * <p>It knows of tokens (CSS Syntax 3, section 4) as much as it takes not to be deceived by comments, strings and escapes.
 */
final class StyleSheet {

    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*:.*", Pattern.DOTALL);
    private static final Pattern CALLING = Pattern.compile("(?:https?|ftp|file|javascript|vbscript|wss?):.*|//\\S.*|data:text.*", Pattern.DOTALL);
    private static final String REMOVED = "-removed";

    private final String css;
    private final StringBuilder clean;
    private int at;
    /** Within {@code @namespace}, whose address is a name that nobody follows. */
    private boolean naming;

    private StyleSheet(String css) {
        this.css = css;
        this.clean = new StringBuilder(css.length() + 64);
    }

    static String cleaned(String css) {
        return new StyleSheet(css).cleaned();
    }

    private String cleaned() {
        while (at < css.length()) {
            char c = css.charAt(at);
            if (css.startsWith("/*", at)) {
                comment();
            } else if (c == '"' || c == '\'') {
                string(c);
            } else if (isName(c) || isEscape(at)) {
                name();
            } else {
                // a sheet that is put into a page must not end there
                if (c != '<') {
                    clean.append(c);
                }
                naming &= c != ';';
                at++;
            }
        }
        return clean.toString();
    }

    private void comment() {
        int end = css.indexOf("*/", at + 2);
        int after = end < 0 ? css.length() : end + 2;
        clean.append(css.substring(at, after).replace("<", ""));
        if (end < 0) {
            clean.append("*/");
        }
        at = after;
    }

    private void string(char quote) {
        int start = at++;
        var value = new StringBuilder();
        while (at < css.length() && css.charAt(at) != quote && css.charAt(at) != '\n') {
            character(value);
        }
        boolean closed = at < css.length() && css.charAt(at) == quote;
        at += closed ? 1 : 0;
        if (!naming && CALLING.matcher(compact(value)).matches()) {
            clean.append(quote).append(quote);
        } else {
            clean.append(css.substring(start, at).replace("<", "\\3c "));
        }
    }

    private void name() {
        int start = at;
        var name = new StringBuilder();
        while (at < css.length() && (isName(css.charAt(at)) || isEscape(at))) {
            character(name);
        }
        String spelled = name.toString().toLowerCase(Locale.ROOT);
        boolean isCall = at < css.length() && css.charAt(at) == '(';
        naming |= spelled.equals("namespace") && start > 0 && css.charAt(start - 1) == '@';
        if (spelled.equals("url") && isCall) {
            url();
        } else if (spelled.equals("expression") && isCall || spelled.equals("behavior") || spelled.endsWith("-moz-binding")) {
            clean.append(REMOVED);
        } else if (name.chars().allMatch(c -> c < 0x80 && isName((char) c))) {
            // escapes that spell what needs none
            clean.append(name);
        } else {
            clean.append(css.substring(start, at).replace("<", ""));
        }
    }

    private void url() {
        at++;
        while (at < css.length() && Character.isWhitespace(css.charAt(at))) {
            at++;
        }
        clean.append("url(");
        if (at < css.length() && (css.charAt(at) == '"' || css.charAt(at) == '\'')) {
            int start = at;
            int before = clean.length();
            string(css.charAt(at));
            refuseOutside(before, decoded(css.substring(start + 1, at)));
            return;
        }
        var value = new StringBuilder();
        while (at < css.length() && css.charAt(at) != ')') {
            character(value);
        }
        int before = clean.length();
        clean.append('"').append(value.toString().strip().replace("\\", "\\\\").replace("\"", "\\\"").replace("<", "\\3c ").replace("\n", "")).append('"');
        refuseOutside(before, value);
    }

    private void refuseOutside(int before, CharSequence address) {
        String compact = compact(address);
        boolean isOwn = compact.startsWith("data:") && !compact.startsWith("data:text")
                || !compact.startsWith("//") && !SCHEME.matcher(compact).matches();
        if (!naming && !isOwn) {
            clean.setLength(before);
            clean.append("\"\"");
        }
    }

    private static String decoded(String raw) {
        var sheet = new StyleSheet(raw);
        var value = new StringBuilder();
        while (sheet.at < raw.length()) {
            sheet.character(value);
        }
        return value.toString();
    }

    /** As a browser reads an address: without white space and controls, and with slashes for backslashes. */
    private static String compact(CharSequence address) {
        var compact = new StringBuilder();
        address.chars().filter(c -> c > ' ').map(c -> c == '\\' ? '/' : c).forEach(c -> compact.append((char) c));
        return compact.toString().toLowerCase(Locale.ROOT);
    }

    /** One character, or what an escape stands for (CSS Syntax 3, section 4.3.7). */
    private void character(StringBuilder value) {
        char c = css.charAt(at++);
        if (c != '\\' || at >= css.length()) {
            value.append(c);
            return;
        }
        int start = at;
        while (at < css.length() && at < start + 6 && Character.digit(css.charAt(at), 16) >= 0 && css.charAt(at) < 0x80) {
            at++;
        }
        if (at == start) {
            if (css.charAt(at) != '\n') {
                value.append(css.charAt(at));
            }
            at++;
            return;
        }
        int code = Integer.parseInt(css.substring(start, at), 16);
        value.appendCodePoint(code == 0 || code > Character.MAX_CODE_POINT || code >= 0xd800 && code < 0xe000 ? 0xfffd : code);
        if (at < css.length() && Character.isWhitespace(css.charAt(at))) {
            at++;
        }
    }

    private boolean isEscape(int position) {
        return css.charAt(position) == '\\' && position + 1 < css.length() && css.charAt(position + 1) != '\n';
    }

    private static boolean isName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c >= 0x80;
    }
}
