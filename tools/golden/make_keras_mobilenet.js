// A narrow MobileNetV2 of Keras with synthetic 8-bit weights, and what TensorFlow.js computes with it.
//
// The layers are those of a real Keras MobileNetV2 (model file of the npm package nsfwjs 4.3.0), with an eighth of the channels and without its head; the weights
// are drawn by a generator with a fixed seed. Run with @tensorflow/tfjs-core, -layers and -backend-cpu 4.22.0 and nsfwjs 4.3.0 unpacked:
//   node tools/golden/make_keras_mobilenet.js NSFWJS_FOLDER [real]
// With "real" the layers keep their width and weights, and only the activations are written (goldens of the real weights, which are not bundled).
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");
const load = createRequire(path.join(process.cwd(), "x.js"));
const tf = load("@tensorflow/tfjs-core");
load("@tensorflow/tfjs-backend-cpu");
const layers = load("@tensorflow/tfjs-layers");

const source = path.join(path.resolve(process.argv[2]), "dist/models/mobilenet_v2");
const real = process.argv[3] === "real";
const goldens = path.join(__dirname, "../../tests/Hone.Nn.Tests/Goldens");
const outputs = { block_1: "block_1_project_BN", block_6: "block_6_project_BN", block_13: "block_13_expand_relu", out_relu: "out_relu" };
const side = real ? 64 : 48;
const narrower = 8;

let state = 20240611;
function random() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 4294967296;
}

function narrow(topology) {
  const config = topology.model_config.config;
  config.layers = config.layers.slice(0, config.layers.findIndex(l => l.name === "out_relu") + 1);
  config.output_layers = [["out_relu", 0, 0]];
  for (const layer of config.layers) {
    if (layer.class_name === "InputLayer") layer.config.batch_input_shape = [null, side, side, 3];
    if (!real && layer.class_name === "Conv2D") layer.config.filters = Math.max(1, layer.config.filters / narrower);
  }
  return topology;
}

function manifest(weights) {
  let offset = 0;
  const bytes = [];
  const result = weights.map(w => {
    const channels = n => (n === 3 || n === 1 ? n : Math.max(1, n / narrower));
    const shape = w.shape.length === 4 ? [w.shape[0], w.shape[1], channels(w.shape[2]), channels(w.shape[3])] : w.shape.map(channels);
    const count = shape.reduce((a, b) => a * b, 1);
    for (let i = 0; i < count; i++) bytes.push(Math.floor(random() * 256));
    const fan = shape.length === 4 ? shape[0] * shape[1] * (w.name.endsWith("depthwise_kernel") ? 1 : shape[2]) : 1;
    const range = w.name.endsWith("moving_variance") || w.name.endsWith("gamma") ? [0.5, 1.5] : shape.length === 4 ? [-2.4 / Math.sqrt(fan), 2.4 / Math.sqrt(fan)] : [-0.5, 0.5];
    return { name: w.name, shape, dtype: "float32", quantization: { min: range[0], scale: (range[1] - range[0]) / 255, dtype: "uint8" } };
  });
  return { weights: result, bytes: Buffer.from(bytes) };
}

function safetensors(file, tensors) {
  const header = { __metadata__: { tfjs: layers.version_layers, seed: "20240611" } };
  const chunks = [];
  let offset = 0;
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    const raw = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    header[name] = { dtype: "F32", shape, data_offsets: [offset, offset + raw.length] };
    offset += raw.length;
    chunks.push(raw);
  }
  let text = JSON.stringify(header);
  text += " ".repeat((8 - (text.length % 8)) % 8);
  const prefix = Buffer.alloc(8);
  prefix.writeUInt32LE(text.length, 0);
  fs.writeFileSync(file, Buffer.concat([prefix, Buffer.from(text), ...chunks]));
}

async function main() {
  const original = require(path.join(source, "model.min.js"));
  const topology = narrow(original.modelTopology);
  const kept = new Set(topology.model_config.config.layers.map(l => l.name));
  let made;
  if (real) {
    const all = original.weightsManifest[0].weights;
    made = { weights: all, bytes: Buffer.from(require(path.join(source, "group1-shard1of1.min.js")), "base64") };
  } else {
    made = manifest(original.weightsManifest[0].weights.filter(w => kept.has(w.name.split("/")[0])));
  }
  await tf.setBackend("cpu");
  const model = await layers.loadLayersModel({ load: async () => ({ modelTopology: topology, weightSpecs: made.weights, weightData: made.bytes.buffer.slice(made.bytes.byteOffset, made.bytes.byteOffset + made.bytes.length) }) }, { strict: !real });
  const probe = layers.model({ inputs: model.inputs, outputs: Object.values(outputs).map(n => model.getLayer(n).output) });
  const pixels = new Float32Array(side * side * 3);
  for (let i = 0; i < pixels.length; i++) pixels[i] = random();
  const x = tf.tensor4d(pixels, [1, side, side, 3]);
  const results = probe.predict(x);
  const tensors = { in: { shape: x.shape, data: pixels } };
  Object.keys(outputs).forEach((name, i) => { tensors[name] = { shape: results[i].shape, data: results[i].dataSync() }; });
  for (const [n, t] of Object.entries(tensors)) {
    const mean = t.data.reduce((a, b) => a + Math.abs(b), 0) / t.data.length;
    console.log(n, t.shape, "mean of magnitudes", mean);
  }
  safetensors(path.join(goldens, real ? "keras_mobilenetv2_real.safetensors" : "keras_mobilenetv2.safetensors"), tensors);
  if (!real) {
    const folder = path.join(goldens, "keras_mobilenetv2");
    fs.mkdirSync(folder, { recursive: true });
    // Two files, so that weights cross from one to the other.
    const cut = 20001;
    fs.writeFileSync(path.join(folder, "group1-shard1of2.bin"), made.bytes.subarray(0, cut));
    fs.writeFileSync(path.join(folder, "group1-shard2of2.bin"), made.bytes.subarray(cut));
    fs.writeFileSync(path.join(folder, "model.json"), JSON.stringify({ modelTopology: null, weightsManifest: [{ paths: ["group1-shard1of2.bin", "group1-shard2of2.bin"], weights: made.weights }] }));
  }
}

main();
