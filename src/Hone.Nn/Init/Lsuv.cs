using System.Globalization;

namespace Hone.Nn;

/// <summary>Layer-sequential unit variance: after the usual first values, each layer is scaled until its outputs have variance 1 on a real batch.</summary>
/// <remarks>
/// For nets without normalizations. Layer after layer, in the order of registration: mean m and deviation s of all outputs, then weight = weight / s and bias
/// = (bias - m) / s, so that the outputs have mean 0 (with a bias) and deviation 1. Source: Mishkin and Matas 2016, as in course22p2's miniai. Differences:
/// weights are not made orthogonal first, a layer's own outputs are measured rather than those of the activation behind it, and one pass for each layer is
/// enough because the bias is scaled as well.
/// </remarks>
/// <example><c>IReadOnlyList&lt;LsuvLayer&gt; layers = Lsuv.Apply(model.Initialize(seed: 42), batch);</c></example>
public static class Lsuv
{
    /// <summary>Scales the linear and convolution layers of a model.</summary>
    /// <param name="model">An initialized model; it runs in evaluation and keeps its modes.</param>
    /// <param name="x">A batch of its inputs, normalized as in training.</param>
    /// <returns>What each layer gave before it was scaled.</returns>
    /// <exception cref="HoneException">The outputs of a layer are all equal or not finite, or a layer does not run.</exception>
    public static IReadOnlyList<LsuvLayer> Apply(Module model, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(x);
        Module[] training = [.. model.Modules().Where(module => module.IsTraining)];
        var done = new List<LsuvLayer>();
        model.Eval();
        try
        {
            using NoGrad none = NoGrad.Enter();
            foreach ((string path, Module module) in model.NamedModules())
            {
                if (Trained(module) is { } parts)
                {
                    done.Add(Scale(model, x, module, path, parts.Weight, parts.Bias));
                }
            }
        }
        finally
        {
            foreach (Module module in training)
            {
                module.IsTraining = true;
            }
        }

        return done;
    }

    private static (Parameter Weight, Parameter? Bias)? Trained(Module module) => module switch
    {
        Linear linear => (linear.Weight, linear.Bias),
        Conv1d convolution => (convolution.Weight, convolution.Bias),
        Conv2d convolution => (convolution.Weight, convolution.Bias),
        _ => null,
    };

    private static LsuvLayer Scale(Module model, Tensor x, Module layer, string path, Parameter weight, Parameter? bias)
    {
        (double Mean, double Deviation)? found = null;
        using (layer.AddForwardHook((_, _, y) => found = (y.Mean().Item(), Math.Sqrt((y - y.Mean()).Square().Mean().Item()))))
        {
            model.Forward(x);
        }

        (double mean, double deviation) = found ?? throw new HoneException(
            "Every linear and convolution layer runs in a forward pass of its model.",
            "a layer that did not run on its own",
            path,
            "initialize this model without Lsuv, or remove the layer");
        if (!(deviation > 0) || !double.IsFinite(deviation))
        {
            throw new HoneException(
                "The outputs of a layer differ and are finite, so that they can be scaled to deviation 1.",
                string.Create(CultureInfo.InvariantCulture, $"mean {mean:g4}, deviation {deviation:g4}"),
                path,
                "pass a batch of real, normalized inputs, and initialize the weights with other values than zeros");
        }

        weight.Value.CopyFrom(weight.Value.ContiguousCopy() / deviation);
        bias?.Value.CopyFrom((bias.Value - mean) / deviation);
        return new LsuvLayer(path, mean, deviation);
    }
}
