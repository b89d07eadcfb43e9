namespace Hone;

public sealed partial class Tensor
{
    /// <inheritdoc cref="TensorOperations.Add"/>
    public static Tensor operator +(Tensor a, Tensor b) => a.Add(b);

    /// <inheritdoc cref="TensorOperations.Subtract"/>
    public static Tensor operator -(Tensor a, Tensor b) => a.Subtract(b);

    /// <inheritdoc cref="TensorOperations.Multiply"/>
    public static Tensor operator *(Tensor a, Tensor b) => a.Multiply(b);

    /// <inheritdoc cref="TensorOperations.Divide"/>
    public static Tensor operator /(Tensor a, Tensor b) => a.Divide(b);

    /// <inheritdoc cref="TensorOperations.Negate"/>
    public static Tensor operator -(Tensor x) => x.Negate();

    /// <summary>Adds a number to every element.</summary>
    public static Tensor operator +(Tensor x, double value) => x.Add(Scalar(value, x.DType));

    /// <summary>Adds a number to every element.</summary>
    public static Tensor operator +(double value, Tensor x) => x + value;

    /// <summary>Subtracts a number from every element.</summary>
    public static Tensor operator -(Tensor x, double value) => x.Subtract(Scalar(value, x.DType));

    /// <summary>Subtracts every element from a number.</summary>
    public static Tensor operator -(double value, Tensor x) => Scalar(value, x.DType).Subtract(x);

    /// <summary>Multiplies every element by a number.</summary>
    public static Tensor operator *(Tensor x, double value) => x.Multiply(Scalar(value, x.DType));

    /// <summary>Multiplies every element by a number.</summary>
    public static Tensor operator *(double value, Tensor x) => x * value;

    /// <summary>Divides every element by a number.</summary>
    public static Tensor operator /(Tensor x, double value) => x.Divide(Scalar(value, x.DType));

    /// <summary>Divides a number by every element.</summary>
    public static Tensor operator /(double value, Tensor x) => Scalar(value, x.DType).Divide(x);
}
