(* What replaces Theorem 1 when the steps are not exact.

   step x p        == p x / (p x + 1 - p): the mass of M after an exact step
                      that weighs M by x = exp(1/beta) (the paper's p_star)
   step_increases  == the exact step raises the mass, and keeps its order
   progress        == p_{k+1} >= (1 - eta) p_k + eta step(p_k): every step
                      covers a fixed share of the way to the exact one
   progress_bound  == progress gives a geometric bound                     (T5)
   progress_lim    == hence p_k tends to 1                                 (T5)
   progress_ratio  == with equality the error contracts, in the limit, by
                      1 - eta (1 - exp(-1/beta)) a step                    (T5)
   never_faster    == if no step passes the exact one (the paper's
                      ordering), the error is at least that of exact steps:
                      rho = exp(-1/beta) is the fastest rate               (T7) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Odds.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Definition step (x p : R) : R := p * x / (p * x + (1 - p)).

Section Step.

Variable x : R.
Hypothesis x_gt1 : 1 < x.

Lemma step_den_gt0 p : 0 <= p <= 1 -> 0 < p * x + (1 - p).
Proof. by move=> p01; nra. Qed.

Lemma step_error p : 0 <= p <= 1 -> 1 - step x p = (1 - p) / (1 + p * (x - 1)).
Proof.
move=> p01; have den_gt0 := step_den_gt0 p01.
by rewrite /step; field; lra.
Qed.

Lemma step_gain p : 0 <= p <= 1 -> step x p - p = p * (1 - p) * (x - 1) / (1 + p * (x - 1)).
Proof.
move=> p01; have den_gt0 := step_den_gt0 p01.
by rewrite /step; field; lra.
Qed.

Lemma step_increases p : 0 <= p <= 1 -> p <= step x p.
Proof.
move=> p01; have den_gt0 := step_den_gt0 p01.
suff: 0 <= step x p - p by lra.
rewrite step_gain //; apply: Rmult_le_pos; last by left; apply: Rinv_0_lt_compat; lra.
by apply: Rmult_le_pos; nra.
Qed.

Lemma step_in01 p : 0 < p < 1 -> 0 < step x p < 1.
Proof.
move=> p01; have den_gt0 : 0 < p * x + (1 - p) by apply: step_den_gt0; lra.
split; first by apply: Rdiv_lt_0_compat => //; nra.
suff: 0 < 1 - step x p by lra.
by rewrite step_error; [apply: Rdiv_lt_0_compat; lra|lra].
Qed.

Lemma step_le p q : 0 <= p <= q -> q <= 1 -> step x p <= step x q.
Proof.
move=> pq q_le1; suff: 1 - step x q <= 1 - step x p by lra.
rewrite !step_error; try lra.
have p_den : 0 < 1 + p * (x - 1) by nra.
have q_den : 0 < 1 + q * (x - 1) by nra.
apply: Rmult_le_compat; [lra|by left; apply: Rinv_0_lt_compat|lra|].
by apply: Rinv_le_contravar => //; nra.
Qed.

End Step.

Section Progress.

Variables (x eta : R) (p : nat -> R).
Hypothesis x_gt1 : 1 < x.
Hypothesis eta_in01 : 0 < eta <= 1.
Hypothesis p0_gt0 : 0 < p 0%N.
Hypothesis p_lt1 : forall k, p k < 1.

Let c0 := p 0%N * (x - 1) / (1 + p 0%N * (x - 1)).

Lemma c0_in01 : 0 < c0 < 1.
Proof.
have prod_gt0 : 0 < p 0%N * (x - 1) by apply: Rmult_lt_0_compat; lra.
split; first by apply: Rdiv_lt_0_compat; lra.
suff: 0 < 1 - c0 by lra.
have -> : 1 - c0 = / (1 + p 0%N * (x - 1)) by rewrite /c0; field; lra.
by apply: Rinv_0_lt_compat; lra.
Qed.

Section Inequality.

Hypothesis progress :
  forall k, (1 - eta) * p k + eta * step x (p k) <= p k.+1.

Lemma progress_ge_start k : p 0%N <= p k.
Proof.
elim: k => [|k start_le]; first exact: Rle_refl.
have := progress k; have := p_lt1 k => p_k.
have : p k <= step x (p k) by apply: step_increases => //; lra.
by nra.
Qed.

Theorem progress_bound k : 1 - p k <= (1 - eta * c0) ^ k * (1 - p 0%N).
Proof.
elim: k => [|k bound]; first by rewrite /= Rmult_1_l; exact: Rle_refl.
have start_le := progress_ge_start k; have p_k := p_lt1 k.
have c0_01 := c0_in01.
have exact_error : 1 - step x (p k) <= (1 - c0) * (1 - p k).
  rewrite step_error //; last lra.
  have -> : 1 - c0 = / (1 + p 0%N * (x - 1)).
    by rewrite /c0; field; nra.
  rewrite [X in X <= _]Rmult_comm; apply: Rmult_le_compat_r; first lra.
  by apply: Rinv_le_contravar; nra.
have error_le : 1 - p k.+1 <= (1 - eta * c0) * (1 - p k).
  by have := progress k; nra.
apply: Rle_trans error_le _; rewrite /= Rmult_assoc.
by apply: Rmult_le_compat_l => //; nra.
Qed.

Theorem progress_lim : is_lim_seq p 1.
Proof.
have c0_01 := c0_in01.
apply: (lim_shrink (e := fun k => (1 - p 0%N) * (1 - eta * c0) ^ k)).
  move=> k; rewrite Rabs_minus_sym Rabs_pos_eq; last by have := p_lt1 k; lra.
  by rewrite Rmult_comm; exact: progress_bound.
by apply: lim_geom0; rewrite Rabs_pos_eq; nra.
Qed.

End Inequality.

Theorem progress_ratio :
  (forall k, p k.+1 = (1 - eta) * p k + eta * step x (p k)) ->
  is_lim_seq (fun k => (1 - p k.+1) / (1 - p k)) (1 - eta * (1 - / x)).
Proof.
move=> equality.
have progress k : (1 - eta) * p k + eta * step x (p k) <= p k.+1.
  by rewrite equality; exact: Rle_refl.
apply: (is_lim_seq_ext (fun k => (1 - eta) + eta * / (1 + p k * (x - 1)))).
  move=> k; have p_k := p_lt1 k; have start_le := progress_ge_start progress k.
  have -> : 1 - p k.+1 = (1 - eta) * (1 - p k) + eta * (1 - step x (p k)).
    by rewrite equality; ring.
  by rewrite step_error //; [field; nra|lra].
have -> : 1 - eta * (1 - / x) = (1 - eta) + eta * / (1 + 1 * (x - 1)).
  by field; lra.
apply: is_lim_seq_plus'; first exact: is_lim_seq_const.
apply: is_lim_seq_mult'; first exact: is_lim_seq_const.
apply: (is_lim_seq_inv _ (1 + 1 * (x - 1))); last by case; lra.
apply: is_lim_seq_plus'; first exact: is_lim_seq_const.
by apply: is_lim_seq_mult'; [exact: progress_lim|exact: is_lim_seq_const].
Qed.

End Progress.

Theorem never_faster (x : R) (p : nat -> R) :
  1 < x -> (forall k, 0 < p k < 1) -> (forall k, p k.+1 <= step x (p k)) ->
  forall k, (1 - p 0%N) / (1 - p 0%N + p 0%N * x ^ k) <= 1 - p k.
Proof.
move=> x_gt1 p01 ordering k; have p0 := p01 0%N.
pose q j := p 0%N * x ^ j / (1 - p 0%N + p 0%N * x ^ j).
have pow_gt0 j : 0 < x ^ j by apply: pow_lt; lra.
have den_gt0 j : 0 < 1 - p 0%N + p 0%N * x ^ j by have := pow_gt0 j; nra.
have error_q j : 1 - q j = (1 - p 0%N) / (1 - p 0%N + p 0%N * x ^ j).
  by rewrite /q; have := den_gt0 j => den; field; lra.
have q01 j : 0 < q j < 1.
  split; first by apply: Rdiv_lt_0_compat => //; have := pow_gt0 j; nra.
  suff: 0 < 1 - q j by lra.
  by rewrite error_q; apply: Rdiv_lt_0_compat => //; lra.
have step_q j : step x (q j) = q j.+1.
  have := den_gt0 j.+1; have := den_gt0 j; rewrite /step /q /=.
  by move: (x ^ j) => y den den'; field; lra.
suff p_le : p k <= q k by rewrite -error_q; lra.
elim: k => [|k p_le]; first by rewrite /q /=; right; field; lra.
apply: Rle_trans (ordering k) _; rewrite -step_q.
by have := p01 k; have := q01 k => ? ?; apply: step_le; lra.
Qed.
