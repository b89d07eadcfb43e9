namespace Hone.Nn;

/// <summary>What a dry run of an encoder tells a U-Net.</summary>
internal sealed class EncoderPlan
{
    /// <summary>Layers whose result is larger than that of the next one, first layers first.</summary>
    public required int[] Taps { get; init; }

    /// <summary>Channels of their results.</summary>
    public required int[] TapChannels { get; init; }

    /// <summary>Channels of the encoder's output.</summary>
    public required int Channels { get; init; }

    /// <summary>Channels of the images.</summary>
    public required int ImageChannels { get; init; }

    /// <summary>Whether already the first layer gives another size than the image's.</summary>
    public required bool FirstLayerShrinks { get; init; }

    public static EncoderPlan Of(Sequential encoder, Size2d size)
    {
        Conv2d first = encoder.Modules().OfType<Conv2d>().FirstOrDefault() ?? throw new HoneException(
            "The encoder of a U-Net begins with a convolution, which tells the channels of the images.",
            $"a sequence of {encoder.Count} layers without one",
            nameof(DynamicUnet),
            "pass a body made by ModelBody.Create");
        int imageChannels = first.Weight.Shape[1] * first.Options.Groups;
        Shape[] shapes = DryRun(encoder, [1, imageChannels, size.Height, size.Width], first.Weight.DType);
        int[] taps = [.. Enumerable.Range(0, shapes.Length - 1).Where(i => shapes[i][3] != shapes[i + 1][3])];
        if (taps.Length == 0)
        {
            throw new HoneException(
                "The layers of a U-Net's encoder make the features smaller, step by step.",
                $"{shapes.Length} layers with the same width of {shapes[0][3]} pixels",
                nameof(DynamicUnet),
                "pass the layers of the body one by one instead of as one layer, or a larger ImageSize");
        }

        return new EncoderPlan
        {
            Taps = taps,
            TapChannels = [.. taps.Select(tap => shapes[tap][1])],
            Channels = shapes[^1][1],
            ImageChannels = imageChannels,
            FirstLayerShrinks = shapes[0][2] != size.Height || shapes[0][3] != size.Width,
        };
    }

    /// <summary>The shape behind each layer, in evaluation; values that the encoder lacks are made up, the next initialization replaces them.</summary>
    private static Shape[] DryRun(Sequential encoder, Shape input, DType type)
    {
        if (encoder.Parameters().Any(parameter => !parameter.IsInitialized))
        {
            encoder.Initialize(seed: 0);
        }

        Module[] training = [.. encoder.Modules().Where(module => module.IsTraining)];
        encoder.Eval();
        try
        {
            using NoGrad none = NoGrad.Enter();
            var shapes = new Shape[encoder.Count];
            Tensor y = Tensor.Zeros(input, type);
            for (int i = 0; i < shapes.Length; i++)
            {
                y = encoder[i].Forward(y);
                shapes[i] = y.Shape;
            }

            return shapes;
        }
        finally
        {
            foreach (Module module in training)
            {
                module.IsTraining = true;
            }
        }
    }
}
