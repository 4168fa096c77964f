/// JSON with the places of its values.
package io.fanin.checkpoint.json;
