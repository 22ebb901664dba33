"""What goes in and comes out over HTTP. These schemas are the contract; the OpenAPI document is made from them."""
