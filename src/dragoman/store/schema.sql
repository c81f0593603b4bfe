-- The store, version 1. Keys are 64-bit hashes of what they name (keys.py), so that the same pages give the same rows in
-- whatever order they come. There are no unique indexes: one writer at a time checks before it adds, and an index over
-- millions of random keys would cost more memory than the tables that it guards.

CREATE TABLE meta (name VARCHAR NOT NULL, value VARCHAR NOT NULL);
INSERT INTO meta VALUES ('format', 'dragoman/store'), ('version', '1');

-- What was read ------------------------------------------------------------------------------------------------------

CREATE TABLE pages (
  page UBIGINT NOT NULL,           -- of the source
  source VARCHAR NOT NULL          -- path or URL as given
);

CREATE TABLE revisions (
  revision UBIGINT NOT NULL,       -- of the source and the bytes
  page UBIGINT NOT NULL,
  number INTEGER NOT NULL,         -- 1 is the first text seen of the page
  latest BOOLEAN NOT NULL,         -- no newer text of the page is known
  bytes VARCHAR NOT NULL,          -- article.id: hash of the source bytes
  published DATE,
  title VARCHAR,
  agency VARCHAR,
  body VARCHAR NOT NULL,
  article VARCHAR NOT NULL         -- JSON of the article without its body
);

CREATE TABLE codings (
  coding UBIGINT NOT NULL,         -- of the revision and the coder
  revision UBIGINT NOT NULL,
  current BOOLEAN NOT NULL,        -- the newest coding of its revision; older ones are kept but count for nothing
  coder VARCHAR NOT NULL,          -- JSON
  record VARCHAR NOT NULL          -- JSON of the record without its article
);

CREATE TABLE entities (
  entity VARCHAR NOT NULL,
  coding UBIGINT NOT NULL,
  name VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  country VARCHAR,
  sectors VARCHAR[] NOT NULL,
  role VARCHAR,
  mentions INTEGER NOT NULL
);

CREATE TABLE reports (             -- one coded event of one coding
  report UBIGINT NOT NULL,         -- of the revision, the span and what is said: the same for every coder that says it
  coding UBIGINT NOT NULL,
  revision UBIGINT NOT NULL,
  number INTEGER NOT NULL,         -- place in the record's list of events
  current BOOLEAN NOT NULL,        -- as its coding
  type VARCHAR NOT NULL,
  mode VARCHAR,
  contexts VARCHAR[] NOT NULL,
  actors VARCHAR[] NOT NULL,
  recipients VARCHAR[] NOT NULL,
  auxiliary VARCHAR NOT NULL,
  start DATE,                      -- first and last day of the event's date
  "end" DATE,
  granularity VARCHAR,
  published DATE,                  -- of the revision, repeated here for merging
  place VARCHAR,
  country VARCHAR,
  latitude DOUBLE,
  longitude DOUBLE,
  quad UTINYINT NOT NULL,
  score DOUBLE NOT NULL,
  cameo VARCHAR NOT NULL,
  span_start INTEGER NOT NULL,     -- of the evidence in the body
  span_end INTEGER NOT NULL,
  evidence VARCHAR NOT NULL,
  gist VARCHAR NOT NULL,           -- content words of the sentence around it, for merging
  statement VARCHAR,
  confidence DOUBLE NOT NULL
);

CREATE TABLE statements (
  coding UBIGINT NOT NULL,
  statement VARCHAR NOT NULL,
  speaker VARCHAR,
  name VARCHAR,
  verb VARCHAR,
  direct BOOLEAN NOT NULL,
  audience VARCHAR[] NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  text VARCHAR NOT NULL
);

-- The ledger: what each page says of what outlives it ------------------------------------------------------------------

CREATE TABLE agreement_steps (
  agreement VARCHAR NOT NULL,
  coding UBIGINT NOT NULL,
  name VARCHAR NOT NULL,
  acronym VARCHAR,
  parties VARCHAR[] NOT NULL,
  status VARCHAR,
  status_date DATE,
  expires DATE,
  evidence STRUCT(start INTEGER, "end" INTEGER, text VARCHAR)[] NOT NULL
);

CREATE TABLE dispute_steps (
  dispute VARCHAR NOT NULL,
  coding UBIGINT NOT NULL,
  issue VARCHAR NOT NULL,
  parties VARCHAR[] NOT NULL,
  evidence STRUCT(start INTEGER, "end" INTEGER, text VARCHAR)[] NOT NULL
);

CREATE TABLE positions (
  dispute VARCHAR NOT NULL,
  coding UBIGINT NOT NULL,
  entity VARCHAR NOT NULL,
  claim VARCHAR NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL
);

CREATE TABLE pledges (
  pledge VARCHAR NOT NULL,
  coding UBIGINT NOT NULL,
  "by" VARCHAR[] NOT NULL,
  "to" VARCHAR[] NOT NULL,
  what VARCHAR NOT NULL,
  due_start DATE,
  due_end DATE,
  due_text VARCHAR,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  evidence VARCHAR NOT NULL
);

-- What is derived: made anew from the tables above by `Store.rebuild` ---------------------------------------------------

CREATE TABLE fingerprints (        -- sampled word runs of a body: pages that share them are copies of one another
  fingerprint UBIGINT NOT NULL,
  revision UBIGINT NOT NULL,
  published DATE
);

CREATE TABLE copies (              -- a page that repeats an earlier one, whole or trimmed
  revision UBIGINT NOT NULL,
  original UBIGINT NOT NULL        -- the earliest of those that it repeats
);

CREATE TABLE links (               -- two reports that may tell of one act
  story UBIGINT NOT NULL,          -- the least report of all that hang together by links
  a UBIGINT NOT NULL,
  b UBIGINT NOT NULL,
  strength DOUBLE NOT NULL
);

CREATE TABLE event_reports (
  event UBIGINT NOT NULL,
  report UBIGINT NOT NULL,
  story UBIGINT NOT NULL
);

CREATE TABLE events (
  event UBIGINT NOT NULL,          -- the key of its earliest report; every report's key leads to its event
  type VARCHAR NOT NULL,
  mode VARCHAR,
  contexts VARCHAR[] NOT NULL,
  actors VARCHAR[] NOT NULL,
  recipients VARCHAR[] NOT NULL,
  auxiliary VARCHAR NOT NULL,
  day DATE,                        -- the first day of the date or, lacking one, of publication
  start DATE,
  "end" DATE,
  granularity VARCHAR,
  place VARCHAR,
  country VARCHAR,
  latitude DOUBLE,
  longitude DOUBLE,
  quad UTINYINT NOT NULL,
  score DOUBLE NOT NULL,
  cameo VARCHAR NOT NULL,
  confidence DOUBLE NOT NULL,      -- the highest of its reports
  reports INTEGER NOT NULL,
  pages INTEGER NOT NULL,          -- different sources
  texts INTEGER NOT NULL,          -- different texts: copies of one another count once
  withdrawn BOOLEAN NOT NULL       -- only older revisions of its pages report it
);

CREATE TABLE pairs (               -- an event by pairs of powers
  event UBIGINT NOT NULL,
  source VARCHAR NOT NULL,         -- side of an actor
  target VARCHAR,                  -- side of a recipient; null where there is none
  mutual BOOLEAN NOT NULL,         -- both are actors of a reciprocal act, source < target
  main BOOLEAN NOT NULL,           -- the event counts for the pair; else only some of its reports speak of it
  first DATE,                      -- the days that its reports allow, for finding reports of the same act
  last DATE,
  day DATE,
  type VARCHAR NOT NULL,
  auxiliary VARCHAR NOT NULL,
  quad UTINYINT NOT NULL,
  score DOUBLE NOT NULL,
  withdrawn BOOLEAN NOT NULL
);

-- What a person decided; never overwritten --------------------------------------------------------------------------------

CREATE TABLE decisions (
  a UBIGINT NOT NULL,              -- two reports,
  b UBIGINT NOT NULL,              -- a < b,
  same BOOLEAN NOT NULL            -- that are, or are not, of one act
);

CREATE TABLE ledger_decisions (
  kind VARCHAR NOT NULL,           -- agreement, dispute or pledge
  id VARCHAR NOT NULL,
  "into" VARCHAR NOT NULL          -- the id that it is one with; itself: keep it apart
);

CREATE TABLE outcomes (            -- what became of a pledge, as of the page that settles it
  pledge VARCHAR NOT NULL,
  outcome VARCHAR NOT NULL,        -- open, kept, broken or overdue
  report UBIGINT,                  -- the report that settled it
  why VARCHAR
);
