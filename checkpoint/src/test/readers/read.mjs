// Reads a checkpoint with Hugging Face's own reader of safetensors: node read.mjs FOLDER FILE
//
// FILE is a .safetensors file in FOLDER, or an index of shards. The reader asks for files on the web; here it gets those
// of the folder. Prints a line for each tensor: name, dtype, shape, SHA-256 of its bytes, separated by tabs.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSafetensorsMetadata } from "@huggingface/hub";

const [folder, path] = process.argv.slice(2);

async function fetch(url, options = {}) {
    const name = new URL(url).pathname.split("/").pop();
    const bytes = readFileSync(join(folder, name));
    const range = /bytes=(\d+)-(\d+)/.exec(new Headers(options.headers).get("Range") ?? "");
    if (!range) {
        return new Response(bytes, { headers: { ETag: '"1"', "Content-Length": String(bytes.length) } });
    }
    const [from, to] = [Number(range[1]), Math.min(Number(range[2]), bytes.length - 1)];
    const headers = { ETag: '"1"', "Content-Range": `bytes ${from}-${to}/${bytes.length}` };
    return new Response(bytes.subarray(from, to + 1), { status: 206, headers });
}

const parsed = await parseSafetensorsMetadata({ repo: "fanin/test", path, fetch });
for (const [file, header] of Object.entries(parsed.sharded ? parsed.headers : { [path]: parsed.header })) {
    const bytes = readFileSync(join(folder, file));
    const data = 8 + Number(bytes.readBigUInt64LE(0));
    delete header.__metadata__;
    for (const [name, { dtype, shape, data_offsets: [begin, end] }] of Object.entries(header)) {
        const digest = createHash("sha256").update(bytes.subarray(data + begin, data + end)).digest("hex");
        console.log([name, dtype, JSON.stringify(shape), digest].join("\t"));
    }
}
