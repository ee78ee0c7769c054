"""Search over what lies sealed: opened and looked through by its reader, without any index."""
