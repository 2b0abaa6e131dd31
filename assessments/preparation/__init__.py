"""Phase 0: who takes part, what is looked at, when, on which documents, and whether it takes place."""
