namespace Hone.Method;

/// <summary>What is known about an error that ended a run: the content of <c>crash/crash.json</c>.</summary>
public sealed record CrashRecord
{
    /// <summary>The most bytes of a batch that are kept; of a larger one the ids alone are, and a replay asks the loader again.</summary>
    public const long LargestBatch = 128L << 20;

    /// <summary>The version of the file format.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The type of the error.</summary>
    public required string Error { get; init; }

    /// <summary>Its message.</summary>
    public required string Message { get; init; }

    /// <summary>What was under way: <c>load</c>, <c>forward</c>, <c>loss</c>, <c>backward</c>, <c>step</c> or <c>callbacks</c>; null outside of a fit.</summary>
    public string? Stage { get; init; }

    /// <summary>Whether the batch was one of the training part.</summary>
    public bool IsTraining { get; init; }

    /// <summary>The epoch of the fit, from 0.</summary>
    public int Epoch { get; init; }

    /// <summary>The batch in the part, from 0.</summary>
    public int Batch { get; init; }

    /// <summary>The items of the batch; where a batch could not be read, the item that the error names, if it does.</summary>
    public IReadOnlyList<string> ItemIds { get; init; } = [];

    /// <summary>The tensors of the batch as the model saw them; empty where it could not be read.</summary>
    public IReadOnlyList<CrashTensor> BatchTensors { get; init; } = [];

    /// <summary>Whether these tensors are in <c>crash/batch.safetensors</c>, as <c>input.0</c>, ..., <c>target.0</c>, ...: then a replay needs no loader.</summary>
    public bool HasBatch { get; init; }

    /// <summary>Where the error happened and what the engine did last; null outside of a fit.</summary>
    public CrashScene? Scene { get; init; }

    /// <summary>Where the random streams of the model (dropout) stood before the batch, by path. Order and augmentation follow from <see cref="LoaderSeed"/>, <see cref="Epoch"/> and the item.</summary>
    public IReadOnlyDictionary<string, RandomStreamState> RandomStreams { get; init; } = new Dictionary<string, RandomStreamState>();

    /// <summary>The learning rate of the last group.</summary>
    public double? LearningRate { get; init; }

    /// <summary>The name of the frozen split.</summary>
    public required string Split { get; init; }

    /// <summary>The share of the training items.</summary>
    public double Subset { get; init; } = 1;

    /// <summary>The most validation items; null for all.</summary>
    public int? ValidCap { get; init; }

    /// <summary>The seed of the run.</summary>
    public long Seed { get; init; }

    /// <summary>The seed of order and augmentation.</summary>
    public long? LoaderSeed { get; init; }

    /// <summary>Epochs instead of the recipe's own number.</summary>
    public int? Epochs { get; init; }

    /// <summary>The parameters that were set.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the weights at that moment are in <c>crash/model.safetensors</c>.</summary>
    public bool HasWeights { get; init; }
}
