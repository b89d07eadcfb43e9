// What TensorFlow.js computes with the real Keras InceptionV3 (model file of the npm package nsfwjs 4.3.0, 8-bit weights) on made-up pixels.
//
// Only activations are written: sums over rows and columns of four layers, because the weights are not bundled. Run with @tensorflow/tfjs-core, -layers and
// -backend-cpu 4.22.0 and nsfwjs 4.3.0 unpacked:
//   node tools/golden/make_keras_inception.js NSFWJS_FOLDER
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");
const load = createRequire(path.join(process.cwd(), "x.js"));
const tf = load("@tensorflow/tfjs-core");
load("@tensorflow/tfjs-backend-cpu");
const layers = load("@tensorflow/tfjs-layers");

const source = path.join(path.resolve(process.argv[2]), "dist/models/inception_v3");
const goldens = path.join(__dirname, "../../tests/Hone.Nn.Tests/Goldens");
const outputs = ["mixed0", "mixed3", "mixed7", "mixed10"];
const side = 75;

function safetensors(file, tensors) {
  const header = { __metadata__: { tfjs: layers.version_layers } };
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
  const manifest = original.weightsManifest[0];
  const bytes = Buffer.concat(manifest.paths.map(name => Buffer.from(require(path.join(source, name + ".min.js")), "base64")));
  const config = original.modelTopology.model_config.config;
  config.layers = config.layers.slice(0, config.layers.findIndex(l => l.name === "mixed10") + 1);
  config.output_layers = [["mixed10", 0, 0]];
  config.layers.find(l => l.class_name === "InputLayer").config.batch_input_shape = [null, side, side, 3];
  await tf.setBackend("cpu");
  const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const model = await layers.loadLayersModel({ load: async () => ({ modelTopology: original.modelTopology, weightSpecs: manifest.weights, weightData }) }, { strict: false });
  const probe = layers.model({ inputs: model.inputs, outputs: outputs.map(name => model.getLayer(name).output) });

  // Values of 0 to 1 in the order [channel, row, column], as the tests make them.
  const x = tf.transpose(tf.tensor4d(Float32Array.from({ length: 3 * side * side }, (_, i) => ((i * 7919) % 1009) / 1008), [1, 3, side, side]), [0, 2, 3, 1]);
  const results = probe.predict(x);
  const tensors = {};
  outputs.forEach((name, i) => {
    const y = results[i];
    const image = tf.transpose(y, [0, 3, 1, 2]);
    tensors[name + ".rows"] = { shape: [y.shape[3], y.shape[1]], data: tf.sum(image, 3).dataSync() };
    tensors[name + ".columns"] = { shape: [y.shape[3], y.shape[2]], data: tf.sum(image, 2).dataSync() };
    console.log(name, y.shape, "mean", tf.mean(y).dataSync()[0]);
  });
  safetensors(path.join(goldens, "keras_inceptionv3_real.safetensors"), tensors);
}

main();
