"""The NumPy twin of the majority-vote step: prints milliseconds of processor time a step, one number a repetition.

usage: majority_step.py PROBLEMS ANSWERS ROLLOUTS REPETITIONS
"""

import sys
import time

import numpy as np


def step(logits, correct, rollouts, beta, rng):
    """Softmax, N rollouts, vote (ties to the first seen), metrics, mirror update in place."""
    problems, answers = logits.shape
    row = np.arange(problems)
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    cumulative = weights.cumsum(axis=1)
    target = rng.random((problems, rollouts)) * cumulative[:, -1:]
    drawn = np.zeros((problems, rollouts), dtype=np.int64)
    for answer in range(answers - 1):
        drawn += target >= cumulative[:, answer : answer + 1]
    counts = np.bincount((row[:, None] * answers + drawn).ravel(), minlength=problems * answers)
    counts = counts.reshape(problems, answers)
    winner = drawn[row, np.take_along_axis(counts, drawn, axis=1).argmax(axis=1)]
    pseudo = drawn == winner[:, None]
    oracle = np.take_along_axis(correct, drawn, axis=1)
    shares = counts / rollouts
    logs = np.log(shares, out=np.zeros_like(shares), where=counts > 0)
    metrics = {
        "majority_ratio": pseudo.mean(),
        "label_accuracy": correct[row, winner].mean(),
        "ground_truth_reward": oracle.mean(),
        "reward_accuracy": (pseudo == oracle).mean(),
        "answer_entropy": -(shares * logs).sum(axis=1).mean(),
    }
    logits[row, winner] += 1 / beta
    return metrics


def main():
    problems, answers, rollouts, repetitions = map(int, sys.argv[1:5])
    rng = np.random.default_rng(1)
    logits = rng.normal(size=(problems, answers))
    correct = np.zeros((problems, answers), dtype=bool)
    correct[np.arange(problems), rng.integers(answers, size=problems)] = True
    step(logits.copy(), correct, rollouts, 8.0, rng)
    for _ in range(repetitions):
        fresh = logits.copy()
        start = time.process_time()
        step(fresh, correct, rollouts, 8.0, rng)
        print(f"{(time.process_time() - start) * 1e3:.3f}")


if __name__ == "__main__":
    main()
