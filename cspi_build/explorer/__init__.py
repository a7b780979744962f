"""The pages on published figures: their lists, tables and charts."""
