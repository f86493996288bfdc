// The free-text index of four kinds makes room for the one of six.
DROP INDEX item_text IF EXISTS
