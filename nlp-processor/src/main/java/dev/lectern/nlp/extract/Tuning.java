package dev.lectern.nlp.extract;

/**
 * What is no weight but a decision, chosen by the training command among a few values each.
 *
 * @param neighbour descriptive sentences come together: a neighbour's share in a sentence's own log-odds
 * @param open      log-odds from which a sentence may belong to a passage; low, since the confidence decides in the end
 * @param edge      log-odds below which a sentence at the edge of a passage is cut off, unless what is beyond it makes up for it
 * @param least     confidence below which a passage is kept back
 * @param strong    confidence in a passage's own sentences that is worth a priority of 70
 */
public record Tuning(double neighbour, double open, double edge, double least, double strong) {
}
