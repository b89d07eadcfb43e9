namespace Hone.Nn;

/// <summary>What stands on a body: pooling, normalizations, dropout and linear layers.</summary>
/// <remarks>
/// fastai's <c>create_head</c> with its names: 0 pool, 1 flatten, 2 normalization, 3 dropout, 4 linear, 5 ReLU (or the activation of the options), 6 normalization, 7 dropout, 8 linear.
/// Linear layers have no bias beside their normalization.
/// </remarks>
public static class ModelHead
{
    /// <summary>Makes the head, without first values.</summary>
    /// <param name="features">Channels of the body's output.</param>
    /// <param name="outputs">Classes or targets.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <returns>x: [batch, features, height, width] (or [batch, features] without pooling) to y: [batch, outputs].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or there is no such activation.</exception>
    /// <exception cref="HoneException">The dropout is not a fraction.</exception>
    public static Sequential Create(int features, int outputs, ModelHeadOptions? options = null)
    {
        options ??= new ModelHeadOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        var layers = new List<Module>();
        if (options.Pool)
        {
            layers.Add(options.ConcatPool ? new AdaptiveConcatPool2d() : new AdaptiveAvgPool2d(1));
            layers.Add(new Flatten());
        }

        int[] sizes = [options.Pool && options.ConcatPool ? checked(2 * features) : features, .. options.Hidden];
        if (options.LinearFirst)
        {
            AddLinearFirst(layers, sizes, outputs, options);
        }
        else
        {
            AddNormFirst(layers, [.. sizes, outputs], options);
        }

        if (options.FinalNorm)
        {
            layers.Add(new BatchNorm1d(outputs, new() { Momentum = 0.01 }));
        }

        if (options.YRange is { } range)
        {
            layers.Add(range);
        }

        return new Sequential([.. layers]);
    }

    /// <summary>Normalization, dropout, linear for each layer; half of the dropout before all but the last.</summary>
    private static void AddNormFirst(List<Module> layers, int[] sizes, ModelHeadOptions options)
    {
        for (int i = 0; i + 1 < sizes.Length; i++)
        {
            bool isLast = i + 2 == sizes.Length;
            AddParts(layers, new LinBnDrop(sizes[i], sizes[i + 1], new()
            {
                Norm = i > 0 || options.FirstNorm,
                Dropout = isLast ? options.Dropout : options.Dropout / 2,
                Activation = isLast ? Activation.None : options.Activation,
            }));
        }
    }

    /// <summary>Dropout, then linear, normalization and dropout for each hidden layer, then a linear layer with a bias.</summary>
    private static void AddLinearFirst(List<Module> layers, int[] sizes, int outputs, ModelHeadOptions options)
    {
        layers.Add(new Dropout(sizes.Length == 1 ? options.Dropout : options.Dropout / 2));
        for (int i = 0; i + 1 < sizes.Length; i++)
        {
            AddParts(layers, new LinBnDrop(sizes[i], sizes[i + 1], new()
            {
                Norm = i > 0 || options.FirstNorm,
                Dropout = i + 2 == sizes.Length ? options.Dropout : options.Dropout / 2,
                Activation = options.Activation,
                LinearFirst = true,
            }));
        }

        layers.Add(new Linear(sizes[^1], outputs));
    }

    private static void AddParts(List<Module> layers, LinBnDrop block) => layers.AddRange(block.Children().Select(child => child.Child));
}
