package dev.lectern.command.limits;

/** What is limited, and what a person is told who has reached the limit. */
public enum Limit {

    LOGIN("Too many sign-ins were tried from here."),
    ACCOUNT("Too many sign-ins were tried with this address."),
    REGISTER("Too many accounts were made from here."),
    UPLOAD("You have uploaded many books in a short time."),
    ANALYSIS("You have asked for many analyses today."),
    READER("Your apps send too many requests."),
    ADDRESS("Too many requests come from here.");

    private final String sentence;

    Limit(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
