namespace Hone.Ops;

/// <summary>Operands of batch normalization's backward; activations lie with the channels innermost.</summary>
/// <param name="X">The input of forward.</param>
/// <param name="Relu">Whether a ReLU follows.</param>
/// <param name="Y">The output if a ReLU follows behind a residual; without one its sign is computed again from x.</param>
/// <param name="Dy">Gradient of the output.</param>
/// <param name="Mean">What forward subtracted, for each channel.</param>
/// <param name="Inverse">1 / sqrt(variance + eps) for each channel.</param>
/// <param name="Weight">Scale of each channel.</param>
/// <param name="Bias">Added to each channel.</param>
/// <param name="Training">Whether mean and variance came from the batch and so depend on x.</param>
/// <param name="DWeight">Receives the gradient of the weight.</param>
/// <param name="DBias">Receives the gradient of the bias.</param>
/// <param name="Masked">Receives the gradient behind the ReLU; null if nobody wants it.</param>
/// <param name="Dx">Receives the gradient of the input; null if nobody wants it.</param>
internal readonly record struct BatchNormGradients(
    Tensor X,
    bool Relu,
    Tensor? Y,
    Tensor Dy,
    Tensor Mean,
    Tensor Inverse,
    Tensor Weight,
    Tensor Bias,
    bool Training,
    Tensor DWeight,
    Tensor DBias,
    Tensor? Masked,
    Tensor? Dx);
