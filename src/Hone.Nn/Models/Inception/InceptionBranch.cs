namespace Hone.Nn;

/// <summary>One of the ways through an <see cref="InceptionBlock"/>: a pooling or none, convolutions one after the other, then perhaps two side by side.</summary>
internal sealed record InceptionBranch
{
    /// <summary>Runs first; null for none.</summary>
    public Module? Pool { get; init; }

    /// <summary>Run one after the other.</summary>
    public InceptionUnit[] Path { get; init; } = [];

    /// <summary>Run side by side at the end, with joined results; none where the path is all.</summary>
    public InceptionUnit[] Ends { get; init; } = [];

    /// <summary>All convolutions.</summary>
    public IEnumerable<InceptionUnit> Units => Path.Concat(Ends);

    public InceptionBranch OptimizeForInference() => this with
    {
        Path = Array.ConvertAll(Path, unit => unit.OptimizeForInference()),
        Ends = Array.ConvertAll(Ends, unit => unit.OptimizeForInference()),
    };

    /// <summary>Number of results: one, or as many as there are ends.</summary>
    public int ResultCount => Math.Max(1, Ends.Length);

    /// <summary>The layers up to the ends.</summary>
    public Module[] Layers() => [.. Pool is null ? [] : new[] { Pool }, .. Path.Select(unit => unit.Layer)];

    /// <summary>Computes the results of this branch.</summary>
    /// <param name="layers">Those of <see cref="Layers"/>.</param>
    /// <param name="x">x: [batch, in, height, width]</param>
    /// <param name="results">Takes <see cref="ResultCount"/> tensors.</param>
    public void Run(Module[] layers, Tensor x, Span<Tensor> results)
    {
        Tensor y = LayerChain.Run(layers, x);
        if (Ends.Length == 0)
        {
            results[0] = y;
            return;
        }

        for (int i = 0; i < Ends.Length; i++)
        {
            results[i] = Ends[i].Layer.Forward(y);
        }

        LayerChain.Release(y, results[Ends.Length - 1], x);
    }
}
