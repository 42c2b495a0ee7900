package dev.lectern.acceptance;

import java.util.List;

/** What a run uses that must not be found in its log. That a book of some title was imported may be. */
final class Secrets {

    static final String TITLE = "Zwielichtpfad";

    private Secrets() {}

    static List<String> all(Api person) {
        return List.of(Lectern.PASSWORD, person.token(), person.token().substring(person.token().lastIndexOf('.') + 1),
                "chapter 1 of " + TITLE, "The old harbour lay grey", "Captain Vance");
    }
}
