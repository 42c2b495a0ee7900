package dev.lectern.command.epub;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/**
 * Takes from a document what an XML parser must not see: the XML declaration (the bytes are decoded already) and the
 * DOCTYPE with its internal subset. HTML's named entities, which the DOCTYPE would have declared, become character
 * references; entities of the document's own stay unknown.
 */
final class MarkupProlog {

    private static final Pattern NAMED_ENTITY = Pattern.compile("&([A-Za-z][A-Za-z0-9]{1,31});");

    private MarkupProlog() {
    }

    static String strip(String markup) {
        int at = 0;
        while (true) {
            at = skipSpace(markup, at);
            int end;
            if (markup.startsWith("<?", at)) {
                end = after(markup, "?>", at);
            } else if (markup.startsWith("<!--", at)) {
                end = after(markup, "-->", at);
            } else if (markup.regionMatches(true, at, "<!DOCTYPE", 0, 9)) {
                end = afterDoctype(markup, at + 9);
            } else {
                return withoutNamedEntities(markup.substring(at));
            }
            if (end < 0) {
                return "";
            }
            at = end;
        }
    }

    private static int skipSpace(String markup, int from) {
        int at = from;
        while (at < markup.length() && (markup.charAt(at) <= ' ' || markup.charAt(at) == '\ufeff')) {
            at++;
        }
        return at;
    }

    private static int after(String markup, String end, int from) {
        int at = markup.indexOf(end, from);
        return at < 0 ? -1 : at + end.length();
    }

    private static int afterDoctype(String markup, int from) {
        boolean inSubset = false;
        for (int at = from; at < markup.length(); at++) {
            switch (markup.charAt(at)) {
                case '"', '\'' -> {
                    at = markup.indexOf(markup.charAt(at), at + 1);
                    if (at < 0) {
                        return -1;
                    }
                }
                case '<' -> {
                    if (markup.startsWith("<!--", at)) {
                        at = after(markup, "-->", at) - 1;
                        if (at < 0) {
                            return -1;
                        }
                    }
                }
                case '[' -> inSubset = true;
                case ']' -> inSubset = false;
                case '>' -> {
                    if (!inSubset) {
                        return at + 1;
                    }
                }
                default -> { }
            }
        }
        return -1;
    }

    private static String withoutNamedEntities(String markup) {
        if (markup.indexOf('&') < 0) {
            return markup;
        }
        return NAMED_ENTITY.matcher(markup).replaceAll(entity -> Matcher.quoteReplacement(reference(entity.group(1))));
    }

    private static String reference(String name) {
        String characters = switch (name) {
            case "amp", "lt", "gt", "quot", "apos" -> "";
            default -> Entities.getByName(name);
        };
        if (characters.isEmpty()) {
            return "&" + name + ";";
        }
        var reference = new StringBuilder();
        characters.codePoints().forEach(c -> reference.append("&#").append(c).append(';'));
        return reference.toString();
    }
}
