using Hone.Ops;

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
    /// <remarks>The result has the element type of x: nothing is converted in silence, so that a tensor of integers takes whole numbers only.</remarks>
    /// <exception cref="HoneException">The element type of x cannot hold the number.</exception>
    public static Tensor operator +(Tensor x, double value) => x.Add(ComparisonMap.Number(x, value, nameof(TensorOperations.Add)));

    /// <summary>Adds a number to every element.</summary>
    /// <inheritdoc cref="operator +(Tensor, double)" path="/remarks"/>
    /// <inheritdoc cref="operator +(Tensor, double)" path="/exception"/>
    public static Tensor operator +(double value, Tensor x) => x + value;

    /// <summary>Subtracts a number from every element.</summary>
    /// <remarks>The result has the element type of x: nothing is converted in silence, so that a tensor of integers takes whole numbers only.</remarks>
    /// <exception cref="HoneException">The element type of x cannot hold the number.</exception>
    public static Tensor operator -(Tensor x, double value) => x.Subtract(ComparisonMap.Number(x, value, nameof(TensorOperations.Subtract)));

    /// <summary>Subtracts every element from a number.</summary>
    /// <inheritdoc cref="operator -(Tensor, double)" path="/remarks"/>
    /// <inheritdoc cref="operator -(Tensor, double)" path="/exception"/>
    public static Tensor operator -(double value, Tensor x) => ComparisonMap.Number(x, value, nameof(TensorOperations.Subtract)).Subtract(x);

    /// <summary>Multiplies every element by a number.</summary>
    /// <remarks>The result has the element type of x: nothing is converted in silence, so that a tensor of integers takes whole numbers only.</remarks>
    /// <exception cref="HoneException">The element type of x cannot hold the number.</exception>
    public static Tensor operator *(Tensor x, double value) => x.Multiply(ComparisonMap.Number(x, value, nameof(TensorOperations.Multiply)));

    /// <summary>Multiplies every element by a number.</summary>
    /// <inheritdoc cref="operator *(Tensor, double)" path="/remarks"/>
    /// <inheritdoc cref="operator *(Tensor, double)" path="/exception"/>
    public static Tensor operator *(double value, Tensor x) => x * value;

    /// <summary>Divides every element by a number.</summary>
    /// <remarks>The quotient of integers is cut towards zero: see <see cref="TensorOperations.Divide"/>. PyTorch's <c>/</c> makes floating point of it.</remarks>
    /// <exception cref="HoneException">The element type of x cannot hold the number, or an integer is divided by 0.</exception>
    public static Tensor operator /(Tensor x, double value) => x.Divide(ComparisonMap.Number(x, value, nameof(TensorOperations.Divide)));

    /// <summary>Divides a number by every element.</summary>
    /// <inheritdoc cref="operator /(Tensor, double)" path="/remarks"/>
    /// <inheritdoc cref="operator /(Tensor, double)" path="/exception"/>
    public static Tensor operator /(double value, Tensor x) => ComparisonMap.Number(x, value, nameof(TensorOperations.Divide)).Divide(x);
}
