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

    /// <summary>Adds the results of this branch: one, or as many as it has ends.</summary>
    public void Run(Tensor x, List<Tensor> results)
    {
        Module[] layers = [.. Pool is null ? [] : new[] { Pool }, .. Path.Select(unit => unit.Layer)];
        Tensor y = LayerChain.Run(layers, x);
        if (Ends.Length == 0)
        {
            results.Add(y);
            return;
        }

        foreach (InceptionUnit end in Ends)
        {
            results.Add(end.Layer.Forward(y));
        }

        LayerChain.Release(y, results[^1], x);
    }
}
