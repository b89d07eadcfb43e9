using Hone.Learn;
using Hone.Nn;

namespace Hone.Method;

/// <summary>The tensors of a batch outside of its step: as the model saw them, kept for the record of an error and read back for its replay.</summary>
internal sealed class CrashBatch
{
    private const string InputPrefix = "input.";
    private const string TargetPrefix = "target.";

    private CrashBatch(IReadOnlyDictionary<string, Tensor> tensors) => Tensors = tensors;

    /// <summary>By name: <c>input.0</c>, <c>input.1</c>, ... <c>target.0</c>, ...</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors { get; }

    public Tensor[] Inputs => Part(InputPrefix);

    public Tensor[] Targets => Part(TargetPrefix);

    /// <summary>What the batch is made of; copies nothing.</summary>
    public static CrashTensor[] Describe(Batch batch, bool looksAtValues) =>
        [.. Named(batch).Select(pair => CrashTensor.Of(TensorReport.Of(pair.Tensor, pair.Name, looksAtValues)))];

    /// <summary>Copies a batch whose step is still open.</summary>
    public static CrashBatch Of(Batch batch) => new(Named(batch).ToDictionary(pair => pair.Name, pair => TensorCopy.Of(pair.Tensor).Keep()));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="HoneException">The file cannot be read.</exception>
    public static CrashBatch Read(string path) => new(Safetensors.Read(path).Tensors);

    public void Write(string path) => Safetensors.Write(path, Tensors);

    private static IEnumerable<(string Name, Tensor Tensor)> Named(Batch batch) =>
    [
        .. batch.Inputs().Select((tensor, part) => ($"{InputPrefix}{part}", tensor)),
        .. batch.Targets().Select((tensor, part) => ($"{TargetPrefix}{part}", tensor)),
    ];

    private Tensor[] Part(string prefix) =>
        [.. Enumerable.Range(0, Tensors.Count).Select(part => $"{prefix}{part}").TakeWhile(Tensors.ContainsKey).Select(name => Tensors[name])];
}
