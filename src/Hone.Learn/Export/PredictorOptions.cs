namespace Hone.Learn;

/// <summary>Options of <see cref="Predictor"/>.</summary>
public sealed record PredictorOptions
{
    /// <summary>What files may name; Hone's own models, layers and transforms unless told.</summary>
    public ConfigCatalog Catalog { get; init; } = ConfigCatalog.Default;

    /// <summary>Items that go through the model together; 64, which fills the cores and keeps memory small.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>
    /// Test-time augmentation of pictures: views beside the picture itself, 0 to 9; 0 unless set. The first is the mirror image, then come the four corners at 7/8 of the size, then their mirror images. The answer is
    /// 3/4 of the mean over the views and 1/4 of the picture itself, as in <see cref="Learner.Tta"/>. Leave it out where a mirror image means something else, such as letters.
    /// </summary>
    public int Views { get; init; }

    /// <summary>
    /// Whether normalizations are folded into the layers before them: quicker, and equal to the learner only to rounding. False unless set, so that a prediction is what the
    /// learner would have said.
    /// </summary>
    public bool OptimizeForInference { get; init; }

    /// <summary>Most bytes of weights that a file may hold; 2 GiB less 64 KiB, what one array of .NET can take.</summary>
    public long MostWeightBytes { get; init; } = int.MaxValue - (1 << 16);

    /// <summary>
    /// Most values of one item, all its inputs together, that a file may announce; 67,108,864, far above what image models see and below what would exhaust a small machine: a hostile file can
    /// make the predictor take twice as many floats.
    /// </summary>
    public long MostInputValues { get; init; } = 1 << 26;
}
