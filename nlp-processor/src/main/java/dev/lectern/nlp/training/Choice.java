package dev.lectern.nlp.training;

import dev.lectern.nlp.extract.Tuning;

/**
 * What is no weight but a decision.
 *
 * @param ridge  penalty on the squared weights of the sentence scorers
 * @param tuning the extractor's
 */
record Choice(double ridge, Tuning tuning) {

    Choice with(double least, double strong) {
        return new Choice(ridge, new Tuning(tuning.neighbour(), tuning.open(), tuning.edge(), least, strong));
    }
}
