namespace Hone.Nn;

/// <summary>Makes the blocks of <see cref="InceptionV3"/>; numbers of channels are those of the paper, at the width of 32.</summary>
internal sealed class InceptionBlocks(InceptionV3Options options)
{
    private const int PaperWidth = 32;

    private static readonly Size2d s_row = new(1, 7);
    private static readonly Size2d s_column = new(7, 1);
    private static readonly Size2d s_shortRow = new(1, 3);
    private static readonly Size2d s_shortColumn = new(3, 1);

    /// <summary>Channels at the width of the options.</summary>
    public int Scaled(int channels) => checked(channels * options.Width) / PaperWidth;

    /// <summary>A convolution that is no part of a block.</summary>
    public InceptionConv Conv(int inChannels, int outChannels, Size2d kernel, int stride = 1, Size2d padding = default) =>
        new(Scaled(inChannels), Scaled(outChannels), kernel, options, stride, padding);

    /// <summary>1x1, 5x5, two of 3x3 and an average: 224 channels and those of the average, same sides.</summary>
    public InceptionBlock A(int inChannels, int pooled) => new(
        Path(Unit("branch1x1", inChannels, 64, 1)),
        Path(Unit("branch5x5_1", inChannels, 48, 1), Unit("branch5x5_2", 48, 64, 5)),
        Path(Unit("branch3x3dbl_1", inChannels, 64, 1), Unit("branch3x3dbl_2", 64, 96, 3), Unit("branch3x3dbl_3", 96, 96, 3)),
        Averaged(inChannels, pooled));

    /// <summary>Half of the sides: 480 channels and those of the input.</summary>
    public InceptionBlock B(int inChannels) => new(
        Path(Halving("branch3x3", inChannels, 384)),
        Path(Unit("branch3x3dbl_1", inChannels, 64, 1), Unit("branch3x3dbl_2", 64, 96, 3), Halving("branch3x3dbl_3", 96, 96)),
        Pooled());

    /// <summary>7x7 as rows and columns: 768 channels, same sides.</summary>
    public InceptionBlock C(int inChannels, int width) => new(
        Path(Unit("branch1x1", inChannels, 192, 1)),
        Path(Unit("branch7x7_1", inChannels, width, 1), Unit("branch7x7_2", width, width, s_row), Unit("branch7x7_3", width, 192, s_column)),
        Path(
            Unit("branch7x7dbl_1", inChannels, width, 1),
            Unit("branch7x7dbl_2", width, width, s_column),
            Unit("branch7x7dbl_3", width, width, s_row),
            Unit("branch7x7dbl_4", width, width, s_column),
            Unit("branch7x7dbl_5", width, 192, s_row)),
        Averaged(inChannels, 192));

    /// <summary>Half of the sides: 512 channels and those of the input.</summary>
    public InceptionBlock D(int inChannels) => new(
        Path(Unit("branch3x3_1", inChannels, 192, 1), Halving("branch3x3_2", 192, 320)),
        Path(
            Unit("branch7x7x3_1", inChannels, 192, 1),
            Unit("branch7x7x3_2", 192, 192, s_row),
            Unit("branch7x7x3_3", 192, 192, s_column),
            Halving("branch7x7x3_4", 192, 192)),
        Pooled());

    /// <summary>3x3 as a row beside a column: 2048 channels, same sides.</summary>
    public InceptionBlock E(int inChannels) => new(
        Path(Unit("branch1x1", inChannels, 320, 1)),
        Path(Unit("branch3x3_1", inChannels, 384, 1)) with { Ends = [Unit("branch3x3_2a", 384, 384, s_shortRow), Unit("branch3x3_2b", 384, 384, s_shortColumn)] },
        Path(Unit("branch3x3dbl_1", inChannels, 448, 1), Unit("branch3x3dbl_2", 448, 384, 3)) with
        {
            Ends = [Unit("branch3x3dbl_3a", 384, 384, s_shortRow), Unit("branch3x3dbl_3b", 384, 384, s_shortColumn)],
        },
        Averaged(inChannels, 192));

    private static InceptionBranch Path(params InceptionUnit[] units) => new() { Path = units };

    private static InceptionBranch Pooled() => new() { Pool = new MaxPool2d(3, new() { Stride = 2 }) };

    private InceptionBranch Averaged(int inChannels, int outChannels) => new()
    {
        Pool = new AvgPool2d(3, new() { Stride = 1, Padding = 1, CountIncludePad = options.CountIncludePad }),
        Path = [Unit("branch_pool", inChannels, outChannels, 1)],
    };

    /// <summary>A convolution that keeps the sides.</summary>
    private InceptionUnit Unit(string name, int inChannels, int outChannels, Size2d kernel) =>
        new(name, Conv(inChannels, outChannels, kernel, padding: new Size2d(kernel.Height / 2, kernel.Width / 2)));

    /// <summary>A 3x3 convolution of stride 2 without a border.</summary>
    private InceptionUnit Halving(string name, int inChannels, int outChannels) => new(name, Conv(inChannels, outChannels, 3, stride: 2));
}
