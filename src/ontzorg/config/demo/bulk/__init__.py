"""The large part of the demo book: computed by the rules of the product, written with COPY."""
