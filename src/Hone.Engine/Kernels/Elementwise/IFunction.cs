using System.Numerics;

namespace Hone.Kernels;

/// <summary>A function of one number and its derivative, for functions without a form in registers; see <see cref="LaneOperator{TFunction}"/>.</summary>
internal interface IFunction
{
    static abstract T Apply<T>(T x)
        where T : IFloatingPointIeee754<T>;

    static abstract T Derivative<T>(T x)
        where T : IFloatingPointIeee754<T>;
}
