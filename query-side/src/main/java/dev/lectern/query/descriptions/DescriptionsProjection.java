package dev.lectern.query.descriptions;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.event.AnalysisEvent.DescriptionsRecorded;
import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.query.projection.Projection;
import dev.lectern.query.projection.RowTable;
import dev.lectern.query.projection.RowTable.Index;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The passages of every analysed text, by the text's hash: all owners of a text share them. A passage's id is made of
 * text, extractor and offsets, so a result that comes twice makes the same rows.
 */
@Component
final class DescriptionsProjection implements Projection<DescriptionsProjection.Key, DescriptionRow> {

    record Key(ContentHash textHash, String extractor, UUID id) {
    }

    static final RowTable<Key, DescriptionRow> TABLE = RowTable.of(Key.class, DescriptionRow.class,
            new Index("in_text_order", "(text_hash, extractor, starts_at, id)"));

    @Override
    public String name() {
        return "descriptions";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public RowTable<Key, DescriptionRow> table() {
        return TABLE;
    }

    @Override
    public Stream<Key> keys(DomainEvent event) {
        return event instanceof DescriptionsRecorded e
                ? e.descriptions().stream().map(found -> new Key(e.text(), e.extractor(), found.id()))
                : Stream.empty();
    }

    @Override
    public @Nullable DescriptionRow evolve(@Nullable DescriptionRow row, Key key, DomainEvent event) {
        return event instanceof DescriptionsRecorded e
                ? e.descriptions().stream().filter(found -> found.id().equals(key.id())).findFirst()
                        .map(found -> DescriptionRow.of(e.text(), e.extractor(), found)).orElse(row)
                : row;
    }
}
