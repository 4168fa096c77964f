/// What two files have in common, tensor by tensor.
package io.fanin.check.comparison;
