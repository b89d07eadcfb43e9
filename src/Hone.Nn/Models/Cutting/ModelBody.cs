namespace Hone.Nn;

/// <summary>Cuts a classifier: its body turns images into features, what follows pools and classifies.</summary>
/// <remarks>fastai's <c>create_body</c>. The parts are shared with the model that was cut, not copied.</remarks>
public static class ModelBody
{
    /// <summary>The first children of a model as a sequence, so that their names are indices: <c>0.weight</c>, <c>4.0.conv1.weight</c>.</summary>
    /// <param name="model">A classifier whose children run one after the other, such as <see cref="ResNet"/>.</param>
    /// <param name="cut">
    /// Number of children to keep, negative ones count from the end: -2 for ResNet and VGG, -4 for xresnet, -1 for DenseNet and SqueezeNet; null cuts
    /// before the last child that pools.
    /// </param>
    /// <returns>x: [batch, channels, height, width] to features of the same rank.</returns>
    /// <exception cref="HoneException">Nothing would be left, or no child pools.</exception>
    public static Sequential Create(Module model, int? cut = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Module[] children = [.. model.Children().Select(child => child.Child)];
        int end = cut is { } given ? (given < 0 ? children.Length + given : given) : Array.FindLastIndex(children, Pools);
        if (end < 1 || end > children.Length)
        {
            throw new HoneException(
                $"A body keeps 1 to {children.Length} of the children of {model.TypeName}.",
                cut is null ? "no child that pools" : $"cut {cut}, which keeps {end}",
                nameof(ModelBody),
                "give the number of children to keep, negative to count from the end");
        }

        return new Sequential(children.AsSpan(0, end)) { Config = model.Config is { } classifier ? new BodyConfig(classifier, end) : null };
    }

    private static bool Pools(Module child) =>
        child.Modules().Any(module => module is MaxPool2d or AvgPool2d or AdaptiveAvgPool2d or AdaptiveMaxPool2d or AdaptiveConcatPool2d);
}
