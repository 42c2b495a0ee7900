-- Events as the commands write them, made in the database: a million of them take a minute, through commands they take an hour.
CREATE SCHEMA IF NOT EXISTS bench;

-- as java.util.UUID(kind, number)
CREATE OR REPLACE FUNCTION bench.id(kind bigint, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex(kind), 16, '0') || lpad(to_hex(number), 16, '0'))::uuid
$$;

-- the command side's id of a reader's reading: a name-based UUID (RFC 9562, version 3)
CREATE OR REPLACE FUNCTION bench.reading(reader uuid, book uuid) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT overlay(overlay(h PLACING '3' FROM 13) PLACING to_hex(('x' || substr(h, 17, 1))::bit(4)::integer & 3 | 8) FROM 17)::uuid
      FROM (SELECT md5('reading/' || reader || '/' || book) AS h)
$$;

CREATE OR REPLACE FUNCTION bench.hash(what text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT encode(sha256(convert_to(what, 'UTF8')), 'hex')
$$;

CREATE OR REPLACE FUNCTION bench.instant(seconds bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT to_char('2026-01-01T00:00:00'::timestamp + seconds * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;

CREATE OR REPLACE PROCEDURE bench.books(first_reader bigint, readers bigint, first_book bigint, each bigint, chapters integer)
LANGUAGE sql AS $$
    INSERT INTO events.event (id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at)
    SELECT gen_random_uuid(), 'Book', bench.id(2, n), e.sequence, e.name, 1,
           CASE e.sequence
           WHEN 0 THEN format('{"bookId":"%1$s","ownerId":"%2$s","content":"%3$s","bytes":1400631,"fileName":"book-%4$s.epub","uploadedAt":"%5$s"}',
                              bench.id(2, n), bench.id(1, r), bench.hash('file ' || n), n, bench.instant(n))
           ELSE format('{"bookId":"%1$s","ownerId":"%2$s","title":"The Harbour at Low Water, Volume %3$s","authors":["Ann Author","Bo Writer the %4$sth"],'
                       '"language":"en","genre":"%5$s","toc":"%6$s","resources":"%7$s","chapters":[%8$s],"warnings":[],"importedAt":"%9$s"}',
                       bench.id(2, n), bench.id(1, r), n, n % 97, (ARRAY['Fiction','History','Whaling','Poetry'])[n % 4 + 1],
                       bench.hash('toc ' || n), bench.hash('resources ' || n),
                       (SELECT string_agg(format('{"number":%1$s,"title":"Chapter %1$s","href":"text/chapter-%1$s.xhtml","linear":true,"content":"%2$s","text":"%3$s","characters":30000,"words":5200}',
                                                 c, bench.hash('chapter ' || n || '/' || c), bench.hash('text ' || n || '/' || c)), ',' ORDER BY c)
                          FROM generate_series(1, chapters) AS c),
                       bench.instant(n + 1))
           END::json, '{}', now()
      FROM generate_series(0, readers * each - 1) AS i
     CROSS JOIN LATERAL (SELECT first_reader + i / each AS r, first_book + i AS n) AS numbers
     CROSS JOIN (VALUES (0, 'book.uploaded'), (1, 'book.imported')) AS e (sequence, name)
     ORDER BY i, e.sequence
$$;

-- every book in turn, so that a page of the log is of many readings, as it is in life
CREATE OR REPLACE PROCEDURE bench.places(books bigint, each bigint, places bigint)
LANGUAGE sql AS $$
    INSERT INTO events.event (id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at)
    SELECT gen_random_uuid(), 'Reading', bench.reading(bench.id(1, r), bench.id(2, n)), p, 'reading.progressed', 1,
           format('{"readingId":"%1$s","readerId":"%2$s","bookId":"%3$s","place":%4$s,"furthest":%4$s,"status":"reading"}',
                  bench.reading(bench.id(1, r), bench.id(2, n)), bench.id(1, r), bench.id(2, n), place)::json, '{}', now()
      FROM generate_series(0, places - 1) AS p
     CROSS JOIN generate_series(1, books) AS n
     CROSS JOIN LATERAL (SELECT (n - 1) / each + 1 AS r, p * 90.0 / places AS percent) AS numbers
     CROSS JOIN LATERAL (SELECT format('{"locator":{"chapter":1,"href":"text/chapter-1.xhtml","progression":%s},"percent":%s,"deviceId":"phone","recordedAt":"%s"}',
                                       round(percent / 100, 4), round(percent, 3), bench.instant(10000000 + p * 60)) AS place) AS places
     ORDER BY p, n
$$;

-- The same book for many readers, with the files that it has.
CREATE OR REPLACE PROCEDURE bench.copies(book uuid, first_reader bigint, readers bigint, first_book bigint, each bigint)
LANGUAGE sql AS $$
    INSERT INTO events.event (id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at)
    SELECT gen_random_uuid(), e.aggregate_type, bench.id(2, first_book + i)::text, e.sequence, e.name, e.revision,
           replace(replace(e.payload::text, e.payload ->> 'bookId', bench.id(2, first_book + i)::text),
                   e.payload ->> 'ownerId', bench.id(1, first_reader + i / each)::text)::json,
           e.metadata, now()
      FROM generate_series(0, readers * each - 1) AS i
     CROSS JOIN (SELECT * FROM events.event WHERE aggregate_id = book::text AND name IN ('book.uploaded', 'book.imported')) AS e
     ORDER BY i, e.sequence
$$;
