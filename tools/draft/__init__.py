"""Draft campaigns from a folder of record files: figures and borders of a date, and judgements."""
