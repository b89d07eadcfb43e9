namespace Hone.Nn;

/// <summary>Sees the gradients that pass a module on the way back.</summary>
/// <param name="module">The module that backward has just passed.</param>
/// <param name="inputGradient">
/// Gradient with respect to its (first) input, through this module alone; null where the input needs none, such as pictures and codes before the first layer.
/// </param>
/// <param name="outputGradient">Gradient with respect to its output.</param>
/// <remarks>Backward goes on in the memory of the gradients: they are valid during the call, and what is to outlive it is copied with <see cref="TensorOperations.Clone"/> (and kept with <see cref="Tensor.Keep"/> beyond the step).</remarks>
public delegate void BackwardHook(Module module, Tensor? inputGradient, Tensor outputGradient);
