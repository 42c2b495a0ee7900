package dev.lectern.command.analysis;

import dev.lectern.command.messaging.CloudEvents;
import dev.lectern.command.messaging.KafkaProperties;
import dev.lectern.contracts.Topics;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.nlp.AnalyseChapter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Sends texts to the NLP processor. */
@Component
class AnalysisRequests implements DisposableBean {

    private final Producer<String, byte[]> producer;
    private final Clock clock;

    AnalysisRequests(KafkaProperties kafka, Clock clock) {
        this.clock = clock;
        this.producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap(),
                ProducerConfig.CLIENT_ID_CONFIG, "lectern-analysis-requests",
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
                // a waiting task holds a worker: better to fail and be tried again
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000),
                new StringSerializer(), new ByteArraySerializer());
    }

    /** Returns when every section is on Kafka. */
    void send(List<AnalyseChapter> sections, boolean urgent) {
        var topic = urgent ? Topics.NLP_REQUESTS_URGENT : Topics.NLP_REQUESTS;
        var acknowledgements = new ArrayList<Future<?>>();
        for (var section : sections) {
            var request = new ProducerRecord<>(topic, section.text().hex(), LecternJson.MAPPER.writeValueAsBytes(section));
            CloudEvents.describe(request.headers(), UUID.randomUUID().toString(), AnalyseChapter.TYPE, section.text().hex(), clock.instant());
            acknowledgements.add(producer.send(request));
        }
        for (var acknowledgement : acknowledgements) {
            try {
                acknowledgement.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("Kafka did not take a text to analyse", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while sending a text to analyse", e);
            }
        }
    }

    @Override
    public void destroy() {
        producer.close();
    }
}
