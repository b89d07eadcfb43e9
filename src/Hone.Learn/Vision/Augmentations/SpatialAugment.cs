namespace Hone.Learn;

/// <summary>
/// Joins flips, rotations, zooms, warps and crops of an item into one map and samples each picture once, so that nothing is blurred twice; fastai's composed affine and
/// warp transforms, order 30. Masks (nearest), points and boxes follow.
/// </summary>
/// <remarks>
/// <para>The first transform in the list is the one nearest to the old picture. Each item has its own draw unless <see cref="SpatialAugmentOptions.SamePerBatch"/> is set. Coordinates are -1..1 between the centers of the outer
/// pixels, or between their outer edges without <see cref="SpatialAugmentOptions.AlignCorners"/>; images are bilinear, nearest or bicubic
/// (<see cref="SpatialAugmentOptions.Mode"/>), as <c>affine_grid</c> and <c>grid_sample</c> of PyTorch compute them. fastai has both choices on each of its transforms and takes those of
/// the first when it joins them; here a single move is a list of one. Points and boxes follow the pixels exactly with either choice of corners. Pixels are not averaged when the picture shrinks to less than half: use a
/// <see cref="Resize"/> before.</para>
/// <para>Validation only changes the size: the centered crop of a <see cref="RandomResizedCropBatch"/>, otherwise the whole picture.</para>
/// </remarks>
public sealed class SpatialAugment : BatchTransform
{
    private readonly CoordinateTransform[] _transforms;
    private readonly SpatialAugmentOptions _options;

    /// <summary>Joins the transforms.</summary>
    /// <param name="transforms">What is done to each item, in this order.</param>
    /// <param name="options">Size and border; null stands for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side of the size is below 1.</exception>
    /// <exception cref="HoneException">There is no such mode or padding.</exception>
    public SpatialAugment(IReadOnlyList<CoordinateTransform> transforms, SpatialAugmentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transforms);
        options ??= new SpatialAugmentOptions();
        if (options.Size is { } size)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(size.Height, 1);
            ArgumentOutOfRangeException.ThrowIfLessThan(size.Width, 1);
        }

        Require(options.Mode, nameof(SpatialAugmentOptions.Mode));
        Require(options.Pad, nameof(SpatialAugmentOptions.Pad));
        _transforms = [.. transforms];
        _options = options;
    }

    /// <inheritdoc/>
    public override int Order => 30;

    /// <inheritdoc/>
    public override bool MovesPixels => true;

    /// <summary>Whether nothing is left to do in validation: true when the size stays.</summary>
    public override bool TrainOnly => _options.Size is null;

    /// <inheritdoc/>
    public override BatchTransformConfig? Config => _options.Size is { } size
        ? new SpatialAugmentConfig(size, _options.Pad, [.. _transforms.OfType<RandomResizedCropBatch>().Select(crop => crop.Options)], _options.Mode, _options.AlignCorners)
        : null;

    /// <inheritdoc/>
    public override void Apply(Batch batch, BatchRandom random)
    {
        ArgumentNullException.ThrowIfNull(batch);
        BatchPart? first = batch.Parts.FirstOrDefault(IsPicture);
        if (first is null)
        {
            return;
        }

        // All pictures of an item share a map, drawn for the size of the first.
        int width = first.Memory.Shape[2];
        int height = first.Memory.Shape[1];
        Homography[] maps = Draw(batch, random, width, height);
        foreach (BatchPart part in batch.Parts)
        {
            if (IsPicture(part))
            {
                Sample(part, maps);
            }
            else if (part.Column is PointColumn)
            {
                Move(part, maps, width, height);
            }
        }

        if (batch.Parts.Any(part => part.Column is BoxColumn))
        {
            // Boxes become those of their moved corners.
            Homography[] shares = [.. maps.Select(map => OfShares(map, width, height))];
            BoxRows.Move(batch, (item, box) => Hull(shares[item], box));
        }
    }

    /// <summary>The transforms and the size.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        string size = _options.Size is { } given ? $"size {SizeText.Of(given)}, " : string.Empty;
        string same = _options.SamePerBatch ? ", same for a batch" : string.Empty;
        string mode = _options.Mode == GridSampleMode.Bilinear ? string.Empty : $", {_options.Mode}";
        string corners = _options.AlignCorners ? string.Empty : ", corners not aligned";
        return $"SpatialAugment({size}{_options.Pad}{mode}{corners}{same}{string.Concat(_transforms.Select(transform => $", {transform}"))})";
    }

    private Homography[] Draw(Batch batch, BatchRandom random, int width, int height)
    {
        PictureFrame frame = Frame(width, height);
        var maps = new Homography[batch.Count];
        for (int i = 0; i < maps.Length; i++)
        {
            RandomStream stream = random.ForItem(batch.Indices[_options.SamePerBatch ? 0 : i]);
            Homography map = Homography.Identity;
            foreach (CoordinateTransform transform in _transforms)
            {
                map *= batch.IsTraining ? transform.Draw(frame, stream) : transform.Center(frame);
            }

            maps[i] = map;
        }

        return maps;
    }

    private void Sample(BatchPart part, Homography[] maps)
    {
        Shape shape = part.Memory.Shape;
        int height = shape[1];
        int width = shape[2];
        (int newHeight, int newWidth) = _options.Size ?? new Size2d(height, width);
        int channels = part.Column is ImageColumn ? shape[3] : 1;
        Tensor memory = part.Column is ImageColumn
            ? Tensor.Rent([maps.Length, newHeight, newWidth, channels])
            : Tensor.Rent([maps.Length, newHeight, newWidth], DType.Int64);
        PictureFrame frame = Frame(width, height);
        Homography toPixels = frame.FromPixels().Inverse();
        Homography fromPixels = Frame(newWidth, newHeight).FromPixels();
        var row = new SampleRow(newWidth);
        int length = height * width * channels;
        int newLength = newHeight * newWidth * channels;
        for (int i = 0; i < maps.Length; i++)
        {
            Homography map = (toPixels * maps[i] * fromPixels).Normalized();
            if (part.Column is ImageColumn)
            {
                ReadOnlySpan<float> image = part.Memory.AsSpan<float>().Slice(i * length, length);
                SampleImage(image, frame, channels, map, memory.AsSpan<float>().Slice(i * newLength, newLength), row);
            }
            else
            {
                ReadOnlySpan<long> codes = part.Memory.AsSpan<long>().Slice(i * length, length);
                ImageSampler.Nearest(codes, frame, 1, map, memory.AsSpan<long>().Slice(i * newLength, newLength), row, _options.Pad, part.Column.IgnoredIndex ?? 0);
            }
        }

        part.Replace(memory);
    }

    private void SampleImage(ReadOnlySpan<float> image, PictureFrame frame, int channels, in Homography map, Span<float> result, SampleRow row)
    {
        switch (_options.Mode)
        {
            case GridSampleMode.Nearest:
                ImageSampler.Nearest(image, frame, channels, map, result, row, _options.Pad, 0);
                break;
            case GridSampleMode.Bicubic:
                BicubicSampler.Sample(image, frame, channels, map, result, row, _options.Pad);
                break;
            default:
                ImageSampler.Bilinear(image, frame, channels, map, result, row, _options.Pad);
                break;
        }
    }

    /// <summary>
    /// Points go the other way: from the old picture to the new one. Shares count between the edges of a picture, maps of aligned corners between the centers of its outer pixels.
    /// </summary>
    private void Move(BatchPart part, Homography[] maps, int width, int height)
    {
        Span<float> values = part.Memory.AsSpan<float>();
        int length = values.Length / maps.Length;
        for (int i = 0; i < maps.Length; i++)
        {
            Homography map = OfShares(maps[i], width, height);
            for (int at = i * length; at < (i + 1) * length; at += 2)
            {
                (double x, double y) = map.Apply(values[at], values[at + 1]);
                values[at] = (float)x;
                values[at + 1] = (float)y;
            }
        }
    }

    private static BoxShares Hull(Homography map, BoxShares box)
    {
        (double X, double Y)[] corners = [map.Apply(box.Left, box.Top), map.Apply(box.Right, box.Top), map.Apply(box.Right, box.Bottom), map.Apply(box.Left, box.Bottom)];
        return new BoxShares((float)corners.Min(c => c.X), (float)corners.Min(c => c.Y), (float)corners.Max(c => c.X), (float)corners.Max(c => c.Y));
    }

    /// <summary>From shares of the old picture's edges to those of the new one's.</summary>
    private Homography OfShares(Homography map, int width, int height)
    {
        (int newHeight, int newWidth) = _options.Size ?? new Size2d(height, width);
        Homography fromShares = Frame(width, height).FromPixels() * ToPixels(width, height);
        Homography toShares = ToPixels(newWidth, newHeight).Inverse() * Frame(newWidth, newHeight).FromPixels().Inverse();
        return toShares * map.Inverse() * fromShares;
    }

    /// <summary>From shares -1..1 of the edges to positions of pixel centers: (share + 1) size / 2 - 0.5.</summary>
    private static Homography ToPixels(int width, int height) => new(
        width / 2.0, 0, (width - 1) / 2.0,
        0, height / 2.0, (height - 1) / 2.0,
        0, 0, 1);

    private PictureFrame Frame(int width, int height) => new(width, height, _options.AlignCorners);

    private static void Require<T>(T choice, string name)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(choice))
        {
            throw new HoneException($"{name} is one of {string.Join(", ", Enum.GetNames<T>())}.", choice.ToString(), nameof(SpatialAugment), $"leave {name} out for what fastai takes");
        }
    }

    private static bool IsPicture(BatchPart part) => part.Column is ImageColumn or MaskColumn;
}
