"""An assessment as one file that another installation reads without loss: the exchange format."""
