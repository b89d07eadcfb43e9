namespace Hone.Kernels;

/// <summary>The numbers of one step of Adam; see <see cref="AdamLoop"/> for the formula.</summary>
/// <param name="StepSize">Learning rate / (1 - beta1^step).</param>
/// <param name="Shrink">Factor on the parameter before the step: 1 - learning rate * decoupled weight decay.</param>
/// <param name="L2">Weight decay that is added to the gradient instead.</param>
/// <param name="Beta1">Factor on the old mean of gradients.</param>
/// <param name="Beta2">Factor on the old mean of squared gradients.</param>
/// <param name="RootScale">1 / sqrt(1 - beta2^step).</param>
/// <param name="Epsilon">Added to the root, after the correction of bias.</param>
internal readonly record struct AdamCoefficients(
    double StepSize,
    double Shrink,
    double L2,
    double Beta1,
    double Beta2,
    double RootScale,
    double Epsilon);
