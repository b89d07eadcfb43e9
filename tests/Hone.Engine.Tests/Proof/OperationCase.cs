using Hone.Engine.Tests.Ops;

namespace Hone.Engine.Tests.Proof;

/// <summary>A function of tensors at one point, as a gradient check saw it.</summary>
/// <param name="Name">The test and its place in it.</param>
/// <param name="Function">From the inputs to the result; it takes float32 and float64.</param>
/// <param name="Inputs">float64 tensors.</param>
internal sealed record OperationCase(string Name, Func<Tensor[], Tensor> Function, Tensor[] Inputs)
{
    /// <summary>Whether the function takes float32: it does not when it brings float64 tensors of its own, such as class weights.</summary>
    public bool TakesFloat32
    {
        get
        {
            try
            {
                Function([.. Inputs.Select(Float32Check.Narrow)]);
                return true;
            }
            catch (HoneException error) when (error.Message.Contains("Float64", StringComparison.Ordinal))
            {
                return false;
            }
        }
    }

    /// <summary>Runs forward and backward over fresh leaves.</summary>
    public void Step()
    {
        Tensor y = Function(Inputs);
        y.Backward(Seed(y));
    }

    /// <summary>Unequal weights of both signs for the elements of the result, in its type.</summary>
    public static Tensor Seed(Tensor y)
    {
        var values = new double[y.ElementCount];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = 0.3 + (((i * 7) % 11) / 11.0) - (i % 3);
        }

        Tensor seed = Tensor.From(values, y.Shape);
        return y.DType == DType.Float32 ? Float32Check.Narrow(seed) : seed;
    }
}
