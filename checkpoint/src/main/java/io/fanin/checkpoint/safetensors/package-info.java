/// safetensors, one file or shards.
package io.fanin.checkpoint.safetensors;
