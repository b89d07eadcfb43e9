namespace Hone.Kernels;

/// <summary>The numbers of one step of gradient descent; see <see cref="SgdLoop"/> for the formula.</summary>
/// <param name="LearningRate">Step size.</param>
/// <param name="Shrink">Factor on the parameter before the step: 1 - learning rate * decoupled weight decay.</param>
/// <param name="L2">Weight decay that is added to the gradient instead.</param>
/// <param name="BufferDecay">Factor on the old momentum buffer; 0 in the first step.</param>
/// <param name="GradientShare">Factor on the gradient that enters the buffer: 1 - dampening.</param>
/// <param name="GradientWeight">Share of the gradient itself in the direction: 1 with Nesterov's rule, otherwise 0.</param>
/// <param name="BufferWeight">Share of the buffer in the direction: the momentum with Nesterov's rule, otherwise 1.</param>
internal readonly record struct SgdCoefficients(
    double LearningRate,
    double Shrink,
    double L2,
    double BufferDecay,
    double GradientShare,
    double GradientWeight,
    double BufferWeight);
