-- Why nothing was looked for in a text, for its readers.
ALTER TABLE command.text_analysis ADD COLUMN note text;
