"""Pages of proceedings: CVF, ACL Anthology, PMLR, NeurIPS."""
