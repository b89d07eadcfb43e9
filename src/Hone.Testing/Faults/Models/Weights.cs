using Hone.Nn;

namespace Hone.Testing;

/// <summary>Changes first weights.</summary>
internal static class Weights
{
    /// <summary>Multiplies every parameter whose path begins with a prefix.</summary>
    public static Module Scaled(this Module model, float factor, string prefix = "")
    {
        foreach ((string path, Parameter parameter) in model.NamedParameters())
        {
            if (path.StartsWith(prefix, StringComparison.Ordinal))
            {
                parameter.Value.CopyFrom(Tensor.From(Array.ConvertAll(parameter.Value.ToArray<float>(), value => value * factor), parameter.Value.Shape));
            }
        }

        return model;
    }

    /// <summary>Lowers the first biases of a parameter so far that ReLU never opens.</summary>
    public static Module WithDeadUnits(this Module model, string path, int dead)
    {
        Parameter bias = model.NamedParameters().Single(each => each.Path == path).Parameter;
        float[] values = bias.Value.ToArray<float>();
        values.AsSpan(0, dead).Fill(-50);
        bias.Value.CopyFrom(Tensor.From(values, bias.Value.Shape));
        return model;
    }

    /// <summary>Freezes every parameter whose path begins with a prefix.</summary>
    public static Module Frozen(this Module model, string prefix)
    {
        foreach ((string path, Parameter parameter) in model.NamedParameters())
        {
            parameter.RequiresGrad &= !path.StartsWith(prefix, StringComparison.Ordinal);
        }

        return model;
    }
}
