/// Whether a file holds what its plan says.
package io.fanin.check.contract;
