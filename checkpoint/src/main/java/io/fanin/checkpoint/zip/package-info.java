/// Zip archives, read strictly.
package io.fanin.checkpoint.zip;
