using System.Buffers.Binary;

namespace Hone.Nn;

/// <summary>
/// Reads the weights of TensorFlow.js models: <c>model.json</c> with binary files beside it, or the <c>model.min.js</c> with base64 modules of npm packages.
/// No script is run: the manifest and the payload are literals, which are found and decoded.
/// </summary>
/// <remarks>
/// Names and orders of axes are those of the source: kernels [height, width, in, out]; a <see cref="KeyMap"/> brings them into a module. Numbers of 8 and 16 bits
/// become scale * q + min, computed in float64 and rounded once as TensorFlow.js does; half precision is widened exactly; int32, uint8 and bool stay.
/// </remarks>
/// <example><code>
/// IReadOnlyDictionary&lt;string, Tensor&gt; weights = TfjsWeights.Read("mobilenet_v2/model.min.js");
/// KeyMaps.KerasMobileNetV2.Load(model, weights);
/// </code></example>
public static class TfjsWeights
{
    private const string ScriptEnd = ".min.js";

    /// <summary>Reads all weights of a model.</summary>
    /// <param name="path">The model file; the weight files lie beside it, plain or as <c>NAME.min.js</c>.</param>
    /// <returns>Weights by name, in the order of the manifest; they belong to no step.</returns>
    /// <exception cref="HoneFormatException">A file is damaged, or the weight files do not have the bytes that the manifest announces.</exception>
    /// <exception cref="HoneException">A file is missing or cannot be opened.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return Parse(path, Bytes(path), name => Shard(Path.Combine(folder, name)));
    }

    /// <summary>Reads all weights of a model in memory.</summary>
    /// <param name="path">A name for messages.</param>
    /// <param name="model">The bytes of the model file.</param>
    /// <param name="shard">Gives the bytes of a weight file.</param>
    internal static IReadOnlyDictionary<string, Tensor> Parse(string path, ReadOnlySpan<byte> model, Func<string, byte[]> shard)
    {
        var tensors = new OrderedDictionary<string, Tensor>();
        foreach (TfjsGroup group in TfjsManifest.Parse(path, model))
        {
            // All bytes first: a wrong total must not cost memory for tensors.
            byte[][] shards = [.. group.Paths.Select(shard)];
            long expected = group.Weights.Sum(w => w.Bytes);
            long actual = shards.Sum(s => (long)s.Length);
            if (actual != expected)
            {
                throw new HoneFormatException(
                    path,
                    null,
                    $"{group.Weights.Count} weights of {expected} bytes in all.",
                    $"{actual} bytes in {string.Join(", ", group.Paths)}",
                    "copy or download the weight files again");
            }

            byte[] bytes = shards.Length == 1 ? shards[0] : [.. shards.SelectMany(s => s)];
            int start = 0;
            foreach (TfjsWeight weight in group.Weights)
            {
                tensors.Add(weight.Name, Decode(weight, bytes.AsSpan(start, (int)weight.Bytes)));
                start += (int)weight.Bytes;
            }
        }

        return tensors;
    }

    private static Tensor Decode(TfjsWeight weight, ReadOnlySpan<byte> bytes)
    {
        DType type = weight.Type switch
        {
            "float32" => DType.Float32,
            "int32" => DType.Int32,
            "uint8" => DType.UInt8,
            _ => DType.Bool,
        };
        Tensor tensor = Tensor.ZerosPersistent(Shape.Create(weight.Sizes), type);
        int size = weight.StoredSize;
        for (int i = 0; i < tensor.ElementCount; i++)
        {
            ReadOnlySpan<byte> stored = bytes.Slice(i * size, size);
            switch (type)
            {
                case DType.Float32:
                    tensor.AsSpan<float>()[i] = (float)Value(weight, stored);
                    break;
                case DType.Int32:
                    tensor.AsSpan<int>()[i] = (int)Math.Round(Value(weight, stored), MidpointRounding.ToPositiveInfinity);
                    break;
                case DType.UInt8:
                    tensor.AsSpan<byte>()[i] = stored[0];
                    break;
                default:
                    tensor.AsSpan<bool>()[i] = stored[0] != 0;
                    break;
            }
        }

        return tensor;
    }

    private static double Value(TfjsWeight weight, ReadOnlySpan<byte> stored) => weight.Stored switch
    {
        "float32" => BinaryPrimitives.ReadSingleLittleEndian(stored),
        "int32" => BinaryPrimitives.ReadInt32LittleEndian(stored),
        "float16" => (double)BinaryPrimitives.ReadHalfLittleEndian(stored),
        "uint16" => (weight.Scale * BinaryPrimitives.ReadUInt16LittleEndian(stored)) + weight.Minimum,
        _ => (weight.Scale * stored[0]) + weight.Minimum,
    };

    private static byte[] Shard(string path)
    {
        string script = path + ScriptEnd;
        return !File.Exists(path) && File.Exists(script) ? TfjsShard.Decode(script, Bytes(script)) : Bytes(path);
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HoneException("A file of a TensorFlow.js model that can be read.", error.Message, path, "keep the weight files beside the model file", error);
        }
    }
}
