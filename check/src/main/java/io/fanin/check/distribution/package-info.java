/// What the values of a law are like once they are drawn in one dtype and stored in another.
package io.fanin.check.distribution;
