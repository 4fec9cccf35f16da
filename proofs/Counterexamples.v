(* Three sequences that meet the hypotheses of Theorem 1 and not its
   conclusions. "Majority" is the population majority: the strict mode, or the
   set with more than half of the mass.

   coin p             == the policy on bool that gives true the mass p
   stalling           == 3/4 - c / 2^k: strictly increasing, never past the
                         exact step, and it stops at 3/4                  (T4i)
   harmonic           == 1 - 1/(k + n + 3): the same, tends to 1, but slower
                         than any geometric sequence                    (T4iii)
   drifting           == three answers, the mass of the first two being
                         harmonic, the whole of it moving to the first    (T4v)
   harmonic_not_geometric == no C rho^k bounds 1/(k + n + 3)              (T4iii) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Odds Progress.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Definition coin (p : R) (a : bool) : R := if a then p else 1 - p.

Lemma coin_policy p : 0 < p < 1 -> policy (coin p).
Proof. by move=> p01; split=> [[]|]; rewrite ?sum_bool /=; lra. Qed.

Definition stalling (c : R) (k : nat) : R := 3 / 4 - c * (/ 2) ^ k.

Lemma half_pow_in01 k : 0 < (/ 2) ^ k <= 1.
Proof.
split; first by apply: pow_lt; lra.
by rewrite -(pow1 k); apply: pow_incr; lra.
Qed.

Section Stalling.

Variables x c : R.
Hypothesis x_gt1 : 1 < x.
Hypothesis c_gt0 : 0 < c.
Hypothesis c_le : c <= 1 / 8.
Hypothesis c_le_room : c <= 3 / 8 * (1 - / x).

Lemma stalling_bounds k : 5 / 8 <= stalling c k < 3 / 4.
Proof. by have := half_pow_in01 k; rewrite /stalling => ?; nra. Qed.

Lemma stalling_increases k : stalling c k < stalling c k.+1.
Proof. by have := half_pow_in01 k; rewrite /stalling /= => ?; nra. Qed.

Lemma stalling_ordering k : stalling c k.+1 <= step x (stalling c k).
Proof.
have p_k := stalling_bounds k; have y01 := half_pow_in01 k.
pose d := c * (/ 2) ^ k.
have d_gt0 : 0 < d by apply: Rmult_lt_0_compat; lra.
have d_le : d <= c by rewrite /d; nra.
have -> : stalling c k.+1 = stalling c k + d / 2 by rewrite /stalling /d /=; field.
suff: d / 2 <= step x (stalling c k) - stalling c k by lra.
rewrite step_gain //; last lra.
move: p_k; rewrite /stalling -/d => p_k.
have room : d * x <= 3 / 8 * (x - 1).
  have -> : 3 / 8 * (x - 1) = 3 / 8 * (1 - / x) * x by field; lra.
  by apply: Rmult_le_compat_r; lra.
have den_gt0 : 0 < 1 + (3 / 4 - d) * (x - 1) by nra.
apply: (Rmult_le_reg_r (1 + (3 / 4 - d) * (x - 1))) => //.
rewrite /Rdiv Rmult_assoc [X in _ <= X]Rmult_assoc Rinv_l ?Rmult_1_r; last lra.
have var : 3 / 16 <= (3 / 4 - d) * (1 - (3 / 4 - d)) by nra.
by nra.
Qed.

Lemma stalling_lim : is_lim_seq (stalling c) (3 / 4).
Proof.
have {1}-> : 3 / 4 = 3 / 4 - 0 by ring.
apply: is_lim_seq_minus'; first exact: is_lim_seq_const.
by apply: lim_geom0; rewrite Rabs_pos_eq; lra.
Qed.

End Stalling.

Definition harmonic (n k : nat) : R := 1 - / (INR (k + n)%N + 3).

Section Harmonic.

Variables (x : R) (n : nat).
Hypothesis x_gt1 : 1 < x.
Hypothesis n_large : 1 <= (INR n + 2) * (x - 1).

Let N_ge k : INR n <= INR (k + n)%N.
Proof. by apply: le_INR; apply/leP; exact: leq_addl. Qed.

Let N_ge0 k : 0 <= INR (k + n)%N.
Proof. exact: pos_INR. Qed.

Lemma harmonic_bounds k : 2 / 3 <= harmonic n k < 1.
Proof.
have N := N_ge0 k; have inv_gt0 : 0 < / (INR (k + n)%N + 3) by apply: Rinv_0_lt_compat; lra.
have : / (INR (k + n)%N + 3) <= / 3 by apply: Rinv_le_contravar; lra.
by rewrite /harmonic; lra.
Qed.

Lemma harmonic_increases k : harmonic n k < harmonic n k.+1.
Proof.
have N := N_ge0 k; rewrite /harmonic addSn S_INR.
suff: / (INR (k + n)%N + 1 + 3) < / (INR (k + n)%N + 3) by lra.
by apply: Rinv_lt_contravar; nra.
Qed.

Lemma harmonic_ordering k : harmonic n k.+1 <= step x (harmonic n k).
Proof.
have p_k := harmonic_bounds k; have N := N_ge0 k; have large := N_ge k.
suff: 1 - step x (harmonic n k) <= 1 - harmonic n k.+1 by lra.
rewrite step_error //; last lra.
rewrite /harmonic addSn S_INR; move: (INR (k + n)%N) N large => y y_ge0 y_ge.
have prod : 1 <= (y + 2) * (x - 1) by nra.
have -> : (1 - (1 - / (y + 3))) / (1 + (1 - / (y + 3)) * (x - 1))
          = / (y + 3 + (y + 2) * (x - 1)) by field; nra.
have -> : 1 - (1 - / (y + 1 + 3)) = / (y + 4) by field; lra.
by apply: Rinv_le_contravar; lra.
Qed.

Lemma harmonic_lim : is_lim_seq (harmonic n) 1.
Proof.
apply: (lim_shrink (e := fun k => / INR k.+1)) => [k|].
  have N := N_ge0 k; have le : INR k <= INR (k + n)%N.
    by apply: le_INR; apply/leP; exact: leq_addr.
  have k_ge0 := pos_INR k.
  rewrite /harmonic Rabs_minus_sym Rabs_pos_eq.
    have -> : 1 - (1 - / (INR (k + n)%N + 3)) = / (INR (k + n)%N + 3) by ring.
    by rewrite S_INR; apply: Rinv_le_contravar; lra.
  by have := harmonic_bounds k; rewrite /harmonic; lra.
apply: (is_lim_seq_incr_1 (fun k => / INR k) 0).1.
have -> : Finite 0 = Rbar_inv p_infty by [].
by apply: is_lim_seq_inv => //; exact: is_lim_seq_INR.
Qed.

Theorem harmonic_not_geometric (C rho : R) :
  0 < rho < 1 -> ~ (forall k, 1 - harmonic n k <= C * rho ^ k).
Proof.
move=> rho01 bound.
pose s := sqrt rho; have s2 : s * s = rho by apply: sqrt_sqrt; lra.
have s_gt0 : 0 < s by apply: sqrt_lt_R0; lra.
have s_lt1 : s < 1 by nra.
pose h := / s - 1; have h_gt0 : 0 < h.
  by have := Rinv_lt_contravar s 1; rewrite Rinv_1 /h => /(_ ltac:(lra) s_lt1); lra.
have bernoulli k : s ^ k * (1 + INR k * h) <= 1.
  have := poly k h h_gt0; have -> : 1 + h = / s by rewrite /h; ring.
  rewrite pow_inv; have s_pow : 0 < s ^ k by apply: pow_lt.
  move=> le; have := Rmult_le_compat_l _ _ _ (Rlt_le _ _ s_pow) le.
  by rewrite Rinv_r; lra.
have C_gt0 : 0 < C.
  by have := bound 0%N; have := harmonic_bounds 0%N; rewrite /= Rmult_1_r; lra.
have small k : (n + 3 <= k)%N -> h / 2 <= C * s ^ k.
  move=> k_large; have := bound k; rewrite /harmonic -s2 Rpow_mult_distr.
  have k_ge : INR n + 3 <= INR k.
    have -> : INR n + 3 = INR (n + 3)%N by rewrite plus_INR /=; ring.
    by apply: le_INR; apply/leP.
  rewrite plus_INR; have n_ge0 := pos_INR n.
  have s_pow : 0 < s ^ k by apply: pow_lt.
  have := bernoulli k; move: (s ^ k) s_pow (INR k) k_ge => y y_gt0 K K_ge bern le.
  have prod : 1 <= C * (y * y) * (K + INR n + 3).
    have := Rmult_le_compat_r (K + INR n + 3) _ _ ltac:(lra) le.
    by have -> : (1 - (1 - / (K + INR n + 3))) * (K + INR n + 3) = 1 by field; lra.
  have prod2 : 1 <= C * (y * y) * (2 * K).
    apply: Rle_trans prod _; apply: Rmult_le_compat_l; last lra.
    by left; apply: Rmult_lt_0_compat => //; nra.
  have yKh : y * K * h <= 1 by nra.
  have Cy_gt0 : 0 < C * y by apply: Rmult_lt_0_compat.
  have -> : h / 2 = h / 2 * 1 by ring.
  apply: Rle_trans (_ : h / 2 * (C * (y * y) * (2 * K)) <= _).
    by apply: Rmult_le_compat_l; lra.
  have -> : h / 2 * (C * (y * y) * (2 * K)) = C * y * (y * K * h) by field.
  by rewrite -[X in _ <= X]Rmult_1_r; apply: Rmult_le_compat_l; lra.
have := is_lim_seq_le_loc (fun _ => h / 2) (fun k => C * s ^ k) (h / 2) 0.
have lim0 : is_lim_seq (fun k => C * s ^ k) 0.
  by apply: lim_geom0; rewrite Rabs_pos_eq; lra.
move=> /(_ _ (is_lim_seq_const _) lim0) /=.
by case; [exists (n + 3)%N => k /leP; exact: small|lra|lra].
Qed.

End Harmonic.

Lemma enough_room (x : R) : 1 < x -> exists n : nat, 1 <= (INR n + 2) * (x - 1).
Proof.
move=> x_gt1; have [n n_gt] := nfloor_ex (/ (x - 1)) ltac:(by left; apply: Rinv_0_lt_compat; lra).
exists n; have inv_gt0 : 0 < / (x - 1) by apply: Rinv_0_lt_compat; lra.
have : / (x - 1) * (x - 1) = 1 by field; lra.
by nra.
Qed.

(* Answers 0 and 1 share the majority; answer 0 takes (k+1)/(k+2) of it. *)
Definition drifting (n k : nat) (a : 'I_3) : R :=
  match val a with
  | 0%N => harmonic n k * (1 - / (INR k + 2))
  | 1%N => harmonic n k * / (INR k + 2)
  | _ => 1 - harmonic n k
  end.

Definition first_two : {set 'I_3} := [set a : 'I_3 | (a < 2)%N].

Lemma drifting_mass n k : mass (drifting n k) first_two = harmonic n k.
Proof.
rewrite /mass big_mkcond !big_ord_recl big_ord0 /= !inE /=.
by rewrite /drifting /=; ring.
Qed.

Lemma drifting_policy n k : policy (drifting n k).
Proof.
have k_ge0 := pos_INR k; have p_k := harmonic_bounds n k.
have inv_gt0 : 0 < / (INR k + 2) by apply: Rinv_0_lt_compat; lra.
have inv_le : / (INR k + 2) <= / 2 by apply: Rinv_le_contravar; lra.
split; last by rewrite !big_ord_recl big_ord0 /drifting /=; ring.
by case=> [[|[|[|j]]] j_lt] //=; rewrite /drifting /=; nra.
Qed.

Lemma drifting_lim n : is_lim_seq (fun k => drifting n k ord0) 1.
Proof.
rewrite /drifting /=; have {2}-> : 1 = 1 * (1 - 0) by ring.
apply: is_lim_seq_mult'; first exact: harmonic_lim.
apply: is_lim_seq_minus'; first exact: is_lim_seq_const.
have -> : Finite 0 = Rbar_inv p_infty by [].
apply: is_lim_seq_inv => //.
apply: (is_lim_seq_plus _ _ p_infty 2) => //; first exact: is_lim_seq_INR.
exact: is_lim_seq_const.
Qed.
